package io.openvtn.bench.fleet.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bench.suite.EventOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The operator's part of a run: certificates, the event, and who has accepted it. Thread safe. */
public final class OperatorClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Fanning an event out to ten thousand VENs takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Suite suite;

    public OperatorClient(Suite suite) {
        this.suite = suite;
    }

    /** Has a VEN's request for a certificate fulfilled; the chain that the VEN shows, without the root. */
    List<X509Certificate> issue(String venName, String csr)
            throws IOException, GeneralSecurityException, InterruptedException {
        var order = JSON.createObjectNode()
                .put("profile", "ven")
                .put("venName", venName)
                .put("csr", csr);
        JsonNode issued = post(suite.certAuthority().resolve("/v1/certificates"), order);
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate(issued.path("certificate").asText()));
        for (JsonNode issuer : issued.path("chain")) {
            var certificate = certificate(issuer.asText());
            if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                chain.add(certificate);
            }
        }
        return chain;
    }

    /** Calls an event that begins at once and lasts that long; its eventID. */
    String callEvent(List<String> venIds, Duration length) throws IOException, InterruptedException {
        var event = new EventOrder(venIds, Instant.now().plusSeconds(1), length).json();
        return post(suite.dispatcher().resolve("/v1/events"), event)
                .path("eventId")
                .asText();
    }

    /** How many VENs have accepted the event, as the operator sees it. */
    int optedIn(String eventId) throws IOException, InterruptedException {
        var event = send(HttpRequest.newBuilder(suite.dispatcher().resolve("/v1/events/" + eventId)));
        return event.path("deliveries").path("optIn").asInt();
    }

    private JsonNode post(URI uri, JsonNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var complete = request.header("Authorization", suite.authorization())
                .timeout(PATIENCE)
                .build();
        var answer = http.send(complete, BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s %s: HTTP %d %s"
                    .formatted(
                            complete.method(), complete.uri(), answer.statusCode(), new String(answer.body(), UTF_8)));
        }
        return JSON.readTree(answer.body());
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }
}
