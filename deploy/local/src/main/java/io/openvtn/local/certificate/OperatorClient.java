package io.openvtn.local.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The operator's hand on the suite's APIs. */
public final class OperatorClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String authorization;

    /**
     * An operator's client.
     *
     * @param authorization value of the Authorization header
     */
    public OperatorClient(String authorization) {
        this.authorization = authorization;
    }

    /**
     * A certificate whose key was made with it.
     *
     * @param chain the leaf first, then the issuing CA, in PEM
     * @param privateKey PKCS#8 in PEM
     */
    public record Issued(String sha256, String chain, String privateKey) {}

    /** Has a certificate issued and its key made. */
    public Issued issue(String caUrl, Map<String, Object> request) throws IOException, InterruptedException {
        JsonNode issued = JSON.readTree(send(HttpRequest.newBuilder(URI.create(caUrl + "/v1/certificates"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))));
        return new Issued(
                issued.path("sha256").asText(),
                chain(issued),
                issued.path("privateKey").asText());
    }

    /** What a TLS peer shows: the leaf and the issuing CAs, without the root, which the other side has. */
    private static String chain(JsonNode issued) throws IOException {
        var chain = new StringBuilder(issued.path("certificate").asText().strip()).append('\n');
        for (JsonNode issuer : issued.path("chain")) {
            String pem = issuer.asText().strip() + "\n";
            var certificate = Pem.certificates(pem).get(0);
            if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                chain.append(pem);
            }
        }
        return chain.toString();
    }

    /** Fetches JSON. */
    public JsonNode get(String url) throws IOException, InterruptedException {
        return JSON.readTree(getText(url));
    }

    String getText(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var ready =
                request.header("Authorization", authorization).timeout(PATIENCE).build();
        var response = http.send(ready, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("%s %s answered %d: %s"
                    .formatted(ready.method(), ready.uri(), response.statusCode(), response.body()));
        }
        return response.body();
    }
}
