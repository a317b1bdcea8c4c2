package io.openvtn.local;

import io.openvtn.testkit.ven.MutualTls;
import io.openvtn.testkit.ven.Reply;
import io.openvtn.testkit.ven.VenClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;

/** A VEN with a certificate of its own that speaks to the running suite. */
final class SuiteVen {

    private static final String NAMESPACES = """
            ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07" \
            xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110" \
            xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"""";

    private final RunningSuite suite;
    private final String venName;
    private final String venId;
    private final VenClient client;

    SuiteVen(RunningSuite suite, String venName, String venId) {
        this.suite = suite;
        this.venName = venName;
        this.venId = venId;
        this.client = new VenClient(MutualTls.showing(file("pem"), file("key"), Path.of(suite.env("CA_BUNDLE"))));
    }

    String venId() {
        return venId;
    }

    Path file(String ending) {
        return suite.data().resolve("vens").resolve(venName + "." + ending);
    }

    Reply register() {
        return say("EiRegisterParty", """
                <oadr:oadrCreatePartyRegistration %s>
                <pyld:requestID>req-1</pyld:requestID>
                <oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
                <oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>
                <oadr:oadrReportOnly>false</oadr:oadrReportOnly>
                <oadr:oadrXmlSignature>false</oadr:oadrXmlSignature>
                <oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
                </oadr:oadrCreatePartyRegistration>""".formatted(NAMESPACES));
    }

    Reply poll() {
        return poll("VTN_URL", venId);
    }

    /** A connection that stays open from poll to poll; one after another, they resume the first one's session. */
    OpenConnection connect() throws IOException {
        var address = URI.create(suite.env("VTN_URL"));
        var socket = (SSLSocket) client.tls().getSocketFactory().createSocket(address.getHost(), address.getPort());
        String message = "<oadr:oadrPoll %s><ei:venID>%s</ei:venID></oadr:oadrPoll>".formatted(NAMESPACES, venId);
        return OpenConnection.over(socket, message);
    }

    /** Polls the replica whose address is in that variable of the suite's environment, as that venID. */
    Reply poll(String replica, String asVenId) {
        return say(
                replica,
                "OadrPoll",
                "<oadr:oadrPoll %s><ei:venID>%s</ei:venID></oadr:oadrPoll>".formatted(NAMESPACES, asVenId));
    }

    Reply requestEvent(String replica) {
        return say(replica, "EiEvent", """
                <oadr:oadrRequestEvent %s><pyld:eiRequestEvent><pyld:requestID>req-2</pyld:requestID>\
                <ei:venID>%s</ei:venID></pyld:eiRequestEvent></oadr:oadrRequestEvent>""".formatted(NAMESPACES, venId));
    }

    Reply answer(String eventId, int modificationNumber, String optType) {
        return answer("VTN_URL", eventId, modificationNumber, optType);
    }

    Reply answer(String replica, String eventId, int modificationNumber, String optType) {
        return say(replica, "EiEvent", """
                <oadr:oadrCreatedEvent %s><pyld:eiCreatedEvent>
                <ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
                <ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
                <pyld:requestID>req-3</pyld:requestID>
                <ei:qualifiedEventID><ei:eventID>%s</ei:eventID>
                <ei:modificationNumber>%d</ei:modificationNumber></ei:qualifiedEventID>
                <ei:optType>%s</ei:optType></ei:eventResponse></ei:eventResponses>
                <ei:venID>%s</ei:venID></pyld:eiCreatedEvent></oadr:oadrCreatedEvent>""".formatted(NAMESPACES, eventId, modificationNumber, optType, venId));
    }

    Reply say(String service, String message) {
        return say("VTN_URL", service, message);
    }

    private Reply say(String replica, String service, String message) {
        return client.say(URI.create(suite.env(replica)), service, message);
    }
}
