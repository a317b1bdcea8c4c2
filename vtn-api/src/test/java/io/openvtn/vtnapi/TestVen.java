package io.openvtn.vtnapi;

import io.openvtn.vtnapi.TestCertificate.Issued;
import io.openvtn.vtnapi.wire.Documents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/** A VEN that speaks to the endpoint over mutual TLS and keeps its connection open. */
public final class TestVen {

    private final String venId;
    private final Issued certificate;
    private final HttpClient http;

    public TestVen(String venId, Issued certificate) {
        this.venId = venId;
        this.certificate = certificate;
        this.http = client(Optional.of(certificate));
    }

    public String venId() {
        return venId;
    }

    public Issued certificate() {
        return certificate;
    }

    /** What came back. */
    public record Reply(int status, String body, Optional<String> contentLength, Optional<String> retryAfter) {

        private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?(oadr\\w+)");
        private static final Pattern CODE = Pattern.compile("responseCode>(\\d{3})<");
        private static final Pattern DESCRIPTION = Pattern.compile("responseDescription>([^<]*)<");

        private static Reply of(HttpResponse<String> response) {
            return new Reply(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Content-Length"),
                    response.headers().firstValue("Retry-After"));
        }

        /** The message's own name, within the envelope if there is one. */
        public String message() {
            var root = ROOT.matcher(body);
            String name = "";
            while (root.find() && (name.isEmpty() || name.equals("oadrPayload") || name.equals("oadrSignedObject"))) {
                name = root.group(1);
            }
            return name;
        }

        public int code() {
            var code = CODE.matcher(body);
            return code.find() ? Integer.parseInt(code.group(1)) : 0;
        }

        public String description() {
            var description = DESCRIPTION.matcher(body);
            return description.find() ? description.group(1) : "";
        }

        public boolean offers(String eventId) {
            return message().equals("oadrDistributeEvent") && body.contains("eventID>" + eventId + "<");
        }
    }

    public Reply poll() {
        return poll(venId);
    }

    public Reply poll(String asVenId) {
        return say("OadrPoll", document("poll", asVenId));
    }

    public Reply query() {
        return say("EiRegisterParty", document("query-registration", venId));
    }

    /** First registration: no registrationID, no venID. */
    public Reply register() {
        return say("EiRegisterParty", createPartyRegistration().replaceAll("<ei:registrationID>.*?</ei:venID>", ""));
    }

    public Reply register(String registrationId) {
        return say("EiRegisterParty", createPartyRegistration().replace("reg-1", registrationId));
    }

    /** As a file, on one line: this VEN's oadrCreatePartyRegistration with both IDs. */
    public String createPartyRegistration() {
        return document("create-party-registration", venId).replace("\n", "");
    }

    public Reply requestEvent() {
        return say("EiEvent", document("request-event", venId));
    }

    public Reply answer(String eventId, int modificationNumber) {
        return say("EiEvent", createdEvent(eventId, modificationNumber));
    }

    public String createdEvent(String eventId, int modificationNumber) {
        return document("created-event", venId)
                .replace("event-a", eventId)
                .replace("modificationNumber>3<", "modificationNumber>" + modificationNumber + "<");
    }

    public Reply registerReport() {
        return say("EiReport", document("register-report", venId));
    }

    public static String document(String name, String venId) {
        return Documents.text(name).replace("venID>ven-1<", "venID>" + venId + "<");
    }

    public Reply say(String service, String message) {
        return send(request(service).POST(HttpRequest.BodyPublishers.ofString(message)));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new HandshakeFailed(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No answer came: the connection was refused or cut. */
    public static final class HandshakeFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private HandshakeFailed(IOException cause) {
            super(cause);
        }
    }

    public static HttpRequest.Builder request(String service) {
        return HttpRequest.newBuilder(url("/OpenADR2/Simple/2.0b/" + service))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/xml");
    }

    public static URI url(String path) {
        return URI.create("https://localhost:" + port() + path);
    }

    public static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.ssl-port", Integer.class);
    }

    /** Whether the endpoint listens. */
    public static boolean isListening() {
        try (var socket = new Socket("localhost", port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A client that trusts the endpoint and shows that certificate, or none. */
    public static HttpClient client(Optional<Issued> shown) {
        try {
            var own = emptyStore();
            if (shown.isPresent()) {
                Certificate[] chain = {shown.get().certificate()};
                own.setKeyEntry("ven", shown.get().key(), new char[0], chain);
            }
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, new char[0]);
            var trusted = emptyStore();
            byte[] server = Files.readAllBytes(ServerCertificate.CERTIFICATE);
            trusted.setCertificateEntry(
                    "server",
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(server)));
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
