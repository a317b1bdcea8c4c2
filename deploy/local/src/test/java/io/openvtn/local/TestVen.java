package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A VEN with a certificate of its own that speaks to the running suite. */
final class TestVen {

    private static final String NAMESPACES = """
            ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07" \
            xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110" \
            xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"""";

    private final RunningSuite suite;
    private final String venName;
    private final String venId;
    private final SSLContext tls;
    private final HttpClient http;

    TestVen(RunningSuite suite, String venName, String venId) {
        this.suite = suite;
        this.venName = venName;
        this.venId = venId;
        this.tls = tls();
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
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
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(address.getHost(), address.getPort());
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
        try {
            var request = HttpRequest.newBuilder(URI.create(suite.env(replica) + "/OpenADR2/Simple/2.0b/" + service))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/xml")
                    .POST(HttpRequest.BodyPublishers.ofString(message))
                    .build();
            return new Reply(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Reply(0, e.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What came back.
     *
     * @param status the HTTP status; 0 when no answer came
     */
    record Reply(int status, String body) {

        private static final Pattern CODE = Pattern.compile("responseCode>(\\d{3})<");

        private Reply(HttpResponse<String> response) {
            this(response.statusCode(), response.body());
        }

        Optional<String> code() {
            var code = CODE.matcher(body);
            return code.find() ? Optional.of(code.group(1)) : Optional.empty();
        }

        boolean ok() {
            return status == 200 && code().equals(Optional.of("200"));
        }

        boolean offers(String eventId) {
            return body.contains("oadrDistributeEvent") && body.contains("eventID>" + eventId + "<");
        }

        Reply mustBeOk() {
            assertThat(ok()).as(toString()).isTrue();
            return this;
        }
    }

    private SSLContext tls() {
        try {
            var certificates = CertificateFactory.getInstance("X.509");
            var chain = certificates.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file("pem"))));
            String pem = Files.readString(file("key")).replaceAll("-----[A-Z ]+-----|\\s", "");
            var key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            var own = emptyStore();
            own.setKeyEntry("ven", key, new char[0], chain.toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, new char[0]);
            var trusted = emptyStore();
            byte[] bundle = Files.readAllBytes(Path.of(suite.env("CA_BUNDLE")));
            for (Certificate anchor : certificates.generateCertificates(new ByteArrayInputStream(bundle))) {
                trusted.setCertificateEntry("anchor-" + trusted.size(), anchor);
            }
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the files of " + venName + " cannot be used", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
