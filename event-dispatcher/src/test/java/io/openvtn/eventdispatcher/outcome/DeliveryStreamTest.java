package io.openvtn.eventdispatcher.outcome;

import static io.openvtn.eventdispatcher.EventCalls.call;
import static io.openvtn.eventdispatcher.EventCalls.event;
import static io.openvtn.eventdispatcher.EventCalls.post;
import static io.openvtn.eventdispatcher.EventCalls.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.eventdispatcher.BusFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DeliveryStreamTest {

    @Inject
    BusFixture bus;

    @Inject
    DataSource database;

    @TestHTTPResource("/v1/events/stream")
    URI stream;

    private final String ven = "ven-" + UUID.randomUUID();
    private final String toVen = "\"vens\": [\"%s\"]".formatted(ven);

    @BeforeEach
    void knowTheVen() {
        bus.ven(ven, VenStatus.ACTIVE, List.of(), List.of());
        soon(() -> post(event(toVen, "")).extract().statusCode() == 201);
    }

    @Test
    void sendsTheCountsOfOneEventWhenTheyMoveAndSaysThatItIsAlive() {
        String eventId = call(event(toVen, ""));
        String other = call(event(toVen, ""));

        Queue<String> lines = listen("?eventId=" + eventId);
        soon(() -> lines.stream().anyMatch(line -> line.contains(eventId) && line.contains("\"pending\":1")));
        offer(other);
        offer(eventId);

        soon(() -> lines.stream().anyMatch(line -> line.contains(eventId) && line.contains("\"delivered\":1")));
        soon(() -> lines.contains(":alive"));
        assertThat(lines)
                .contains("event:counts")
                .noneMatch(line -> line.contains(other))
                .filteredOn(line -> line.startsWith("data:"))
                .hasSize(2);
    }

    @Test
    void goesOnWhenTheDatabaseCountsAgain() throws SQLException {
        String eventId = call(event(toVen, ""));
        Queue<String> lines = listen("");
        soon(() -> lines.stream().anyMatch(line -> line.contains(eventId)));

        execute("alter function delivery_state rename to delivery_state_away");
        try {
            int before = lines.size();
            soon(() -> lines.stream().skip(before).filter(":alive"::equals).count() >= 2);
        } finally {
            execute("alter function delivery_state_away rename to delivery_state");
        }
        offer(eventId);

        soon(() -> lines.stream().anyMatch(line -> line.contains(eventId) && line.contains("\"delivered\":1")));
    }

    private void offer(String eventId) {
        bus.say(new EventsOffered("m-" + UUID.randomUUID(), ven, Instant.now(), List.of(new OfferedEvent(eventId, 0))));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The lines of the stream as they come, without the empty ones. */
    private Queue<String> listen(String query) {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        String viewer = Base64.getEncoder().encodeToString("viewer:viewer".getBytes(StandardCharsets.US_ASCII));
        HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(stream + query))
                                .header("Authorization", "Basic " + viewer)
                                .build(),
                        BodyHandlers.fromLineSubscriber(new LineQueue(lines)));
        return lines;
    }
}
