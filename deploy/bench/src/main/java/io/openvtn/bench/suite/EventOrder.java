package io.openvtn.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A plain event, as an operator calls it.
 *
 * @param length to the second
 */
public record EventOrder(List<String> venIds, Instant start, Duration length) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public EventOrder {
        venIds = List.copyOf(venIds);
    }

    public ObjectNode json() {
        var event = JSON.createObjectNode()
                .put("marketContext", "http://utility.example/bench")
                .put("start", start.truncatedTo(ChronoUnit.SECONDS).toString());
        event.set("targets", targets(venIds, List.of()));
        event.putArray("signals")
                .addObject()
                .put("name", "SIMPLE")
                .put("type", "level")
                .putArray("intervals")
                .addObject()
                .put("duration", length.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("value", 1);
        return event;
    }

    /** Whom an event is for: these VENs and all of these parties. */
    public static ObjectNode targets(List<String> venIds, List<String> parties) {
        var targets = JSON.createObjectNode();
        venIds.forEach(targets.putArray("vens")::add);
        parties.forEach(targets.putArray("parties")::add);
        return targets;
    }
}
