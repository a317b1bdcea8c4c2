package io.openvtn.eventdispatcher.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.operator.FieldErrors;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventPatchTest {

    private static final ObjectMapper JSON = RecordCodec.configure(new ObjectMapper());
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final EventPatch patches = new EventPatch(JSON);
    private final EventDefinition event = read("""
            { "marketContext": "http://utility.example/dr/peak", "start": "2026-12-01T18:00:00Z", "recovery": "PT5M",
              "targets": { "groups": ["feeder-12"], "exclude": { "vens": ["ven-3"] } },
              "signals": [ { "name": "LOAD_DISPATCH", "type": "setpoint", "unit": { "kind": "powerReal", "units": "W" },
                "intervals": [ { "duration": "PT1H", "value": 1.1 } ] } ],
              "baseline": { "name": "ten days", "intervals": [ { "duration": "PT1H", "value": 9 } ] } }""");

    @Test
    void anEmptyPatchChangesNothing() {
        assertThat(apply("{}")).isEqualTo(event);
    }

    @Test
    void aMemberReplacesAndNullRemoves() {
        EventDefinition changed = apply("{ \"priority\": 2, \"recovery\": null, \"baseline\": null }");

        assertThat(changed.priority()).isEqualTo(2);
        assertThat(changed.recovery()).isEmpty();
        assertThat(changed.baseline()).isEmpty();
        assertThat(changed.signals()).isEqualTo(event.signals());
    }

    @Test
    void newIntervalsMakeANewActivePeriod() {
        EventDefinition changed = apply("""
                { "signals": [ { "name": "SIMPLE", "type": "level", "intervals": [ { "duration": "PT3H", "value": 1 } ] } ] }""");

        assertThat(changed.duration()).hasHours(3);
    }

    @Test
    void objectsAreMergedAndListsReplaced() {
        EventDefinition changed = apply("{ \"targets\": { \"vens\": [\"ven-1\"] } }");

        assertThat(changed.targets().vens()).containsExactly("ven-1");
        assertThat(changed.targets().groups()).containsExactly("feeder-12");
        assertThat(changed.targets().exclude()).isEqualTo(event.targets().exclude());
    }

    @Test
    void aMemberThatNoEventHasIsRefused() {
        assertThatThrownBy(() -> patches.apply(event, (ObjectNode) JSON.readTree("{ \"colour\": \"red\" }")))
                .isInstanceOf(JsonProcessingException.class);
    }

    private EventDefinition apply(String patch) {
        try {
            return read(patches.apply(event, (ObjectNode) JSON.readTree(patch)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static EventDefinition read(String json) {
        try {
            return read(JSON.readValue(json, EventRequest.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static EventDefinition read(EventRequest request) {
        var errors = new FieldErrors();
        var definition = new EventReader(errors, NOW).read(request, new TargetReader(errors).read(request.targets()));
        assertThat(errors.violations()).isEmpty();
        return definition.orElseThrow();
    }
}
