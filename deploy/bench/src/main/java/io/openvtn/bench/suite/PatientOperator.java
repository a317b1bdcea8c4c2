package io.openvtn.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The operator, who asks again until there is an answer: with an Idempotency-Key that does no harm. */
public final class PatientOperator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration IN_GOOD_TIME = Duration.ofHours(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Environment suite;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public PatientOperator(Environment suite) {
        this.suite = suite;
    }

    /** venIDs of the VENs with these names, in their order. */
    public List<String> venIds(List<String> venNames) throws IOException, InterruptedException {
        List<String> venIds = new ArrayList<>();
        for (String venName : venNames) {
            venIds.add(send("REGISTRY_URL", "GET", "/v1/vens?text=" + venName, null)
                    .path("items")
                    .path(0)
                    .path("venId")
                    .asText());
        }
        return venIds;
    }

    public void suspend(String venId) throws IOException, InterruptedException {
        move(venId, "SUSPENDED");
    }

    /** Ends its suspension. */
    public void admit(String venId) throws IOException, InterruptedException {
        move(venId, "ACTIVE");
    }

    private void move(String venId, String status) throws IOException, InterruptedException {
        send(
                "REGISTRY_URL",
                "PATCH",
                "/v1/vens/" + venId,
                JSON.createObjectNode().put("status", status).put("reason", "a test"));
    }

    /** Revokes all certificates of a VEN. */
    public void revoke(String venName) throws IOException, InterruptedException {
        send(
                "CA_URL",
                "POST",
                "/v1/certificates/revocation",
                JSON.createObjectNode().put("venName", venName).put("reason", "keyCompromise"));
    }

    /** Whether the authority says so of all certificates of a VEN, and there is one. */
    public boolean isRevoked(String venName) throws IOException, InterruptedException {
        List<String> states = send("CA_URL", "GET", "/v1/certificates?venName=" + venName, null)
                .path("items")
                .findValuesAsText("status");
        return !states.isEmpty() && states.stream().allMatch("revoked"::equals);
    }

    /** Calls an event for these VENs that outlasts the run; its eventID. */
    public String callEvent(List<String> venIds) throws IOException, InterruptedException {
        return callEvent(venIds, List.of());
    }

    /** The same for these VENs and all of these parties. */
    public String callEvent(List<String> venIds, List<String> parties) throws IOException, InterruptedException {
        var event = new EventOrder(venIds, Instant.now().plus(IN_GOOD_TIME), Duration.ofHours(1)).json();
        event.set("targets", EventOrder.targets(venIds, parties));
        return send("DISPATCHER_URL", "POST", "/v1/events", event)
                .path("eventId")
                .asText();
    }

    /** The event's deliveries by state. */
    public JsonNode deliveries(String eventId) throws IOException, InterruptedException {
        return send("DISPATCHER_URL", "GET", "/v1/events/" + eventId, null).path("deliveries");
    }

    private JsonNode send(String service, String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(suite.value(service) + path))
                .header("Authorization", suite.authorization())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String why;
            try {
                var answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() / 100 == 2) {
                    return JSON.readTree(answer.body());
                }
                why = "HTTP %d %s".formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                why = e.toString();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("%s %s: %s".formatted(method, request.uri(), why));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
