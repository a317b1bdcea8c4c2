package io.openvtn.helm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.testkit.ven.MutualTls;
import io.openvtn.testkit.ven.VenClient;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A VEN whose certificate comes from the release's cert-authority. */
final class ReleaseVen {

    private static final String NAMESPACES = """
            ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07" \
            xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110" \
            xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"""";

    private final Installation installed;
    private final VenClient client;
    final String venId;

    private ReleaseVen(Installation installed, VenClient client, String venId) {
        this.installed = installed;
        this.client = client;
        this.venId = venId;
    }

    static ReleaseVen enrolled(Installation installed, String name) throws Exception {
        JsonNode issued = installed.operator.post(installed.port("api-ca"), "/v1/certificates", """
                {"profile": "ven", "venName": "%s", "keyAlgorithm": "EC", "format": "pem"}""".formatted(name));
        String venId = awaitVen(installed, issued.path("sha256").asText());
        var client = new VenClient(MutualTls.showing(
                Files.writeString(installed.directory.resolve(name + ".pem"), chain(issued)),
                Files.writeString(
                        installed.directory.resolve(name + ".key"),
                        issued.path("privateKey").asText()),
                installed.bundle));
        return new ReleaseVen(installed, client, venId);
    }

    /** At the vtn-api of that port. */
    void register(int port) {
        await().atMost(Installation.SOON).until(() -> isTaken(say(port, "EiRegisterParty", """
                        <oadr:oadrCreatePartyRegistration %s><pyld:requestID>req-1</pyld:requestID>
                        <oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
                        <oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>
                        <oadr:oadrReportOnly>false</oadr:oadrReportOnly><oadr:oadrXmlSignature>false</oadr:oadrXmlSignature>
                        <oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
                        </oadr:oadrCreatePartyRegistration>""".formatted(NAMESPACES))));
    }

    /** Polls until it has the event, and opts in. */
    boolean optsIn(int port, String eventId) {
        await().atMost(Installation.SOON).until(() -> say(
                        port,
                        "OadrPoll",
                        "<oadr:oadrPoll %s><ei:venID>%s</ei:venID></oadr:oadrPoll>".formatted(NAMESPACES, venId))
                .contains(eventId));
        return isTaken(say(port, "EiEvent", """
                <oadr:oadrCreatedEvent %s><pyld:eiCreatedEvent>
                <ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
                <ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
                <pyld:requestID>req-3</pyld:requestID><ei:qualifiedEventID><ei:eventID>%s</ei:eventID>
                <ei:modificationNumber>0</ei:modificationNumber></ei:qualifiedEventID>
                <ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses>
                <ei:venID>%s</ei:venID></pyld:eiCreatedEvent></oadr:oadrCreatedEvent>""".formatted(NAMESPACES, eventId, venId)));
    }

    /**
     * Calls an event for it at the event-dispatcher of that port, which learns of a VEN a moment after the registry has it.
     *
     * @return the eventID
     */
    String called(int port) {
        return await().atMost(Installation.SOON)
                .ignoreException(AssertionError.class)
                .until(
                        () -> installed
                                .operator
                                .post(port, "/v1/events", """
                                {"marketContext": "http://utility.example/dr/peak", "priority": 1, "start": "%s",
                                 "targets": {"vens": ["%s"]},
                                 "signals": [{"name": "SIMPLE", "type": "level", "intervals": [{"duration": "PT1H", "value": 1}]}]}""".formatted(
                                        Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS), venId))
                                .path("eventId")
                                .asText(),
                        eventId -> !eventId.isEmpty());
    }

    private static String awaitVen(Installation installed, String sha256) {
        return await().atMost(Installation.SOON)
                .until(
                        () -> {
                            for (JsonNode ven : installed.operator.all(installed.port("api-registry"), "/v1/vens")) {
                                if (ven.toString().contains(sha256)) {
                                    return ven.path("venId").asText();
                                }
                            }
                            return "";
                        },
                        venId -> !venId.isEmpty());
    }

    private static String chain(JsonNode issued) {
        return issued.path("certificate").asText().strip() + "\n"
                + issued.path("chain").get(0).asText();
    }

    private static boolean isTaken(String answer) {
        return answer.contains("<ei:responseCode>200<");
    }

    private String say(int port, String service, String message) {
        return client.say(URI.create("https://localhost:" + port), service, message)
                .body();
    }
}
