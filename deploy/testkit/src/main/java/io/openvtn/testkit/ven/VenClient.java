package io.openvtn.testkit.ven;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** What speaks for a VEN: XML over HTTP/1.1 and mutual TLS, on a connection that stays open. What it says is up to tests. */
public final class VenClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SSLContext tls;
    private final HttpClient http;

    public VenClient(SSLContext tls) {
        this.tls = tls;
        this.http = http(tls);
    }

    /** HTTP as VENs speak it. */
    public static HttpClient http(SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    public SSLContext tls() {
        return tls;
    }

    /** @param endpoint of a VTN, such as {@code https://localhost:8443} */
    public static HttpRequest.Builder request(URI endpoint, String service) {
        return HttpRequest.newBuilder(endpoint.resolve("/OpenADR2/Simple/2.0b/" + service))
                .timeout(PATIENCE)
                .header("Content-Type", "application/xml");
    }

    /** @throws IOException no answer came: the connection was refused or cut */
    public Reply send(HttpRequest request) throws IOException {
        try {
            return Reply.of(http.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back, or why nothing did. */
    public Reply say(URI endpoint, String service, String message) {
        try {
            return send(request(endpoint, service)
                    .POST(HttpRequest.BodyPublishers.ofString(message))
                    .build());
        } catch (IOException e) {
            return Reply.none(e);
        }
    }
}
