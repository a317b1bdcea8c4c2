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
        var targets = event.putObject("targets").putArray("vens");
        venIds.forEach(targets::add);
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
}
