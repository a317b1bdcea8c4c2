package io.openvtn.eventdispatcher.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every request of an event. */
class EventReaderPropertyTest {

    private static final int TRIES = 2_000;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ObjectMapper JSON = RecordCodec.configure(new ObjectMapper());
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> MEMBERS = Set.of(
            "marketContext",
            "priority",
            "vtnComment",
            "start",
            "duration",
            "tolerance",
            "notification",
            "visibility",
            "rampUp",
            "recovery",
            "responseRequired",
            "responseWithin",
            "targets",
            "signals",
            "baseline");

    private record Reading(Optional<EventDefinition> event, List<FieldErrors.Violation> violations) {}

    @Property(tries = TRIES)
    void aRequestIsReadOrItIsSaidWhatIsWrongWithIt(@ForAll("requests") JsonNode request)
            throws JsonProcessingException {
        Reading reading = read(request);

        assertThat(reading.event().isPresent()).isEqualTo(reading.violations().isEmpty());
        assertThat(reading.violations())
                .allSatisfy(violation ->
                        assertThat(MEMBERS).contains(violation.field().split("[.\\[]")[0]))
                .allSatisfy(violation -> assertThat(violation.message()).isNotBlank());
    }

    @Property(tries = TRIES)
    void whatIsReadIsWhatWasWritten(@ForAll("valid") JsonNode request) throws JsonProcessingException {
        Reading reading = read(request);

        assertThat(reading.violations()).isEmpty();
        EventDefinition event = reading.event().orElseThrow();
        assertThat(event.signals()).hasSize(request.get("signals").size());
        for (int i = 0; i < event.signals().size(); i++) {
            var written = request.get("signals").get(i).get("intervals");
            List<EventInterval> intervals = event.signals().get(i).intervals();
            assertThat(intervals).hasSize(written.size());
            assertThat(intervals.stream().map(EventInterval::duration).reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(event.duration());
            for (int j = 0; j < intervals.size(); j++) {
                assertThat(intervals.get(j))
                        .isEqualTo(new EventInterval(
                                Duration.parse(written.get(j).get("duration").textValue()),
                                written.get(j).get("value").floatValue()));
            }
        }
        assertThat(event.activePeriod().statusAt(NOW)).isNotNull();
    }

    private static Reading read(JsonNode json) throws JsonProcessingException {
        var errors = new FieldErrors();
        EventRequest request = JSON.treeToValue(json, EventRequest.class);
        var event = new EventReader(errors, NOW).read(request, new TargetReader(errors).read(request.targets()));
        return new Reading(event, errors.violations());
    }

    @Provide
    Arbitrary<JsonNode> requests() {
        Arbitrary<JsonNode> text = odd(texts().map(NODES::textNode));
        Arbitrary<JsonNode> yesOrNo = odd(Arbitraries.of(true, false).map(NODES::booleanNode));
        Arbitrary<JsonNode> ids = odd(listOf(text));
        Arbitrary<JsonNode> unit = odd(object(Map.of("kind", text, "units", text, "scale", text)));
        Arbitrary<JsonNode> value = odd(Arbitraries.of(0.0, 1.0, 3.0, 4.0, 1.5, -1.0, 1e300, Double.MIN_VALUE)
                .map(NODES::numberNode));
        Arbitrary<JsonNode> intervals = odd(listOf(odd(object(Map.of("duration", text, "value", value)))));
        Arbitrary<JsonNode> signal =
                odd(object(Map.of("name", text, "type", text, "unit", unit, "intervals", intervals)));
        Arbitrary<JsonNode> others = odd(Combinators.combine(texts(), ids)
                .as((kind, some) -> NODES.objectNode().set(kind, some)));
        Arbitrary<JsonNode> targets = odd(object(Map.of(
                "vens", ids, "groups", ids, "resources", ids, "parties", ids, "others", others, "exclude", others)));
        Arbitrary<JsonNode> baseline = odd(
                object(Map.of("name", text, "start", text, "resources", ids, "unit", unit, "intervals", intervals)));
        Arbitrary<JsonNode> priority = odd(Arbitraries.bigDecimals().ofScale(1).map(NODES::numberNode));
        return object(Map.ofEntries(
                Map.entry("marketContext", text),
                Map.entry("priority", priority),
                Map.entry("testEvent", yesOrNo),
                Map.entry("vtnComment", text),
                Map.entry("start", text),
                Map.entry("duration", text),
                Map.entry("tolerance", text),
                Map.entry("notification", text),
                Map.entry("visibility", text),
                Map.entry("rampUp", text),
                Map.entry("recovery", text),
                Map.entry("responseRequired", text),
                Map.entry("responseWithin", text),
                Map.entry("laterJoiners", yesOrNo),
                Map.entry("startInThePast", yesOrNo),
                Map.entry("targets", targets),
                Map.entry("signals", odd(listOf(signal))),
                Map.entry("baseline", baseline)));
    }

    @Provide
    Arbitrary<JsonNode> valid() {
        Arbitrary<List<Integer>> hours =
                Arbitraries.integers().between(1, 5).list().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(
                        hours,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.longs().between(0, 86_400 * 300L))
                .as(EventReaderPropertyTest::event);
    }

    /** Signals that are each as long as the others, in the same parts. */
    private static JsonNode event(List<Integer> hours, int level, int signals, long ahead) {
        var request = NODES.objectNode()
                .put("marketContext", "http://utility.example/dr/peak")
                .put("start", NOW.plusSeconds(ahead).toString());
        request.putObject("targets").putArray("vens").add("ven-7");
        var all = request.putArray("signals");
        for (int i = 0; i < signals; i++) {
            var signal = all.addObject()
                    .put("name", i == 0 ? "SIMPLE" : "x-signal-" + i)
                    .put("type", "level");
            var intervals = signal.putArray("intervals");
            hours.forEach(length -> intervals
                    .addObject()
                    .put("duration", "PT%dH".formatted(length))
                    .put("value", level));
        }
        return request;
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "PT1H",
                        "PT0S",
                        "-PT5M",
                        "P400D",
                        "PT0.5S",
                        "P1M",
                        "2026-12-01T18:00:00Z",
                        "2026-12-01T18:00:00+01:00",
                        "2020-01-01T00:00:00Z",
                        "+999999999-12-31T23:59:59Z",
                        "http://utility.example/dr/peak",
                        "SIMPLE",
                        "level",
                        "price",
                        "x-a",
                        "vens",
                        "pnodes",
                        "powerReal",
                        "W",
                        "k",
                        "NOTIFICATION",
                        "NEVER",
                        ""),
                Arbitraries.strings().ofMaxLength(8));
    }

    /** Mostly what it is, now and then null. */
    private static Arbitrary<JsonNode> odd(Arbitrary<? extends JsonNode> proper) {
        return proper.map(JsonNode.class::cast).injectNull(0.05).map(node -> node == null ? NODES.nullNode() : node);
    }

    private static Arbitrary<JsonNode> listOf(Arbitrary<JsonNode> items) {
        return items.list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list));
    }

    /** An object with some of the members. */
    private static Arbitrary<JsonNode> object(Map<String, Arbitrary<JsonNode>> members) {
        List<Map.Entry<String, Arbitrary<JsonNode>>> all = List.copyOf(members.entrySet());
        return Combinators.combine(all.stream()
                        .map(member -> member.getValue().optional(0.8))
                        .toList())
                .as(values -> {
                    var object = NODES.objectNode();
                    for (int i = 0; i < all.size(); i++) {
                        String name = all.get(i).getKey();
                        values.get(i).ifPresent(value -> object.set(name, value));
                    }
                    return object;
                });
    }
}
