package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.testkit.ven.MutualTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An operator at the APIs, who looks at their certificates. */
final class OperatorApi {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String authorization;

    /** @param trusted a PEM file with the authority of the APIs' certificates */
    OperatorApi(Path trusted, String password, HttpClient.Version version) {
        http = HttpClient.newBuilder()
                .version(version)
                .sslContext(MutualTls.withoutCertificate(trusted))
                .connectTimeout(PATIENCE)
                .build();
        authorization =
                "Basic " + Base64.getEncoder().encodeToString(("alice:" + password).getBytes(StandardCharsets.UTF_8));
    }

    JsonNode get(int port, String path) throws IOException, InterruptedException {
        return JSON.readTree(text(port, path));
    }

    /** What is no JSON. */
    String text(int port, String path) throws IOException, InterruptedException {
        return send(request(port, path).GET().build());
    }

    /** All pages of a list. */
    List<JsonNode> all(int port, String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(port, path + "?limit=500" + after);
            page.path("items").forEach(items::add);
            after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        return items;
    }

    JsonNode post(int port, String path, String json) throws IOException, InterruptedException {
        return JSON.readTree(send(request(port, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build()));
    }

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:%d%s".formatted(port, path)))
                .timeout(PATIENCE)
                .header("Authorization", authorization);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s: %s", request.uri(), answer.body())
                .isBetween(200, 299);
        return answer.body();
    }
}
