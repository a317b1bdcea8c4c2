package io.openvtn.eventdispatcher.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.operator.FieldErrors;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ObjectMapper JSON = RecordCodec.configure(new ObjectMapper());
    private static final String SIMPLE = """
            { "name": "SIMPLE", "type": "level", "intervals": [ { "duration": "PT1H", "value": 1 } ] }""";

    private final FieldErrors errors = new FieldErrors();

    @Test
    void readsTheEventOfTheDesign() {
        EventDefinition event = read("""
                { "marketContext": "http://utility.example/dr/peak", "priority": 1, "testEvent": false,
                  "vtnComment": "heat wave", "start": "2026-12-01T19:00:00+01:00", "tolerance": "PT5M",
                  "notification": "PT1H", "rampUp": "PT10M", "recovery": "PT5M", "responseRequired": "NEVER",
                  "targets": { "vens": ["ven-7"], "groups": ["feeder-12"], "resources": [], "parties": [] },
                  "signals": [ { "name": "SIMPLE", "type": "level", "intervals": [
                    { "duration": "PT1H", "value": 1 }, { "duration": "PT1H", "value": 2 } ] } ] }""").orElseThrow();

        assertThat(event.start()).isEqualTo(Instant.parse("2026-12-01T18:00:00Z"));
        assertThat(event.duration()).isEqualTo(Duration.ofHours(2));
        assertThat(event.tolerance()).contains(Duration.ofMinutes(5));
        assertThat(event.responseRequired()).isEqualTo(ResponseRequired.NEVER);
        assertThat(event.targets().groups()).containsExactly("feeder-12");
        assertThat(event.signals().get(0).intervals())
                .containsExactly(new EventInterval(Duration.ofHours(1), 1), new EventInterval(Duration.ofHours(1), 2));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        EventDefinition event = read(event("", SIMPLE)).orElseThrow();

        assertThat(event.priority()).isZero();
        assertThat(event.testEvent()).isFalse();
        assertThat(event.responseRequired()).isEqualTo(ResponseRequired.ALWAYS);
        assertThat(event.tolerance()).isEmpty();
    }

    @Test
    void anEmptyRequestHearsOfAllThatIsMissing() {
        read("{}");

        assertThat(fields()).containsExactlyInAnyOrder("targets", "marketContext", "start", "signals");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        read("""
                { "marketContext": "peak", "priority": -1, "vtnComment": "%s", "start": "tomorrow", "tolerance": "-PT5M",
                  "rampUp": "P1W", "notification": "PT0.5S", "recovery": "P400D", "responseRequired": "SOMETIMES",
                  "targets": { "vens": ["", null] },
                  "signals": [
                    { "name": "SIMPLE", "type": "price", "unit": { "kind": "powerReal", "units": "W" }, "intervals": [
                      { "duration": "PT1H", "value": 4 }, { "duration": "PT0S", "value": 1.5 }, null, {} ] },
                    { "name": "COLOUR", "type": "shade", "unit": { "kind": "ounce", "units": "oz", "scale": "x" },
                      "intervals": [] },
                    null,
                    { "name": "SIMPLE", "type": "level", "intervals": [ { "duration": "-PT1H", "value": 1e300 } ] } ] }""".formatted("x".repeat(1_001)));

        assertThat(fields())
                .containsExactlyInAnyOrder(
                        "targets.vens[0]",
                        "targets.vens[1]",
                        "marketContext",
                        "priority",
                        "vtnComment",
                        "start",
                        "tolerance",
                        "notification",
                        "rampUp",
                        "recovery",
                        "responseRequired",
                        "signals[0].type",
                        "signals[0].unit",
                        "signals[0].intervals[0].value",
                        "signals[0].intervals[1].duration",
                        "signals[0].intervals[1].value",
                        "signals[0].intervals[2]",
                        "signals[0].intervals[3].value",
                        "signals[0].intervals[3].duration",
                        "signals[1].name",
                        "signals[1].type",
                        "signals[1].unit.kind",
                        "signals[1].unit.scale",
                        "signals[1].intervals",
                        "signals[2]",
                        "signals[3].name",
                        "signals[3].intervals[0].value",
                        "signals[3].intervals[0].duration",
                        "signals[3].intervals[0].value");
    }

    @Test
    void signalsHaveToAgreeOnTheActivePeriod() {
        read(event("", SIMPLE + """
                , { "name": "ELECTRICITY_PRICE", "type": "price", "unit": { "kind": "currencyPerKWh", "units": "USD" },
                    "intervals": [ { "duration": "PT30M", "value": 0.5 }, { "duration": "PT29M", "value": 0.7 } ] }"""));

        assertThat(fields()).containsExactly("signals[1].intervals");
        assertThat(errors.violations().get(0).message()).contains("PT59M", "signals[0]", "PT1H");
    }

    @Test
    void aStatedDurationHasToEqualTheSum() {
        read(event("\"duration\": \"PT2H\",", SIMPLE));

        assertThat(fields()).containsExactly("duration");
    }

    @Test
    void aSingleIntervalOfZeroIsOpenEnded() {
        EventDefinition event = read(event("\"duration\": \"PT0S\",", SIMPLE.replace("PT1H", "PT0S")))
                .orElseThrow();

        assertThat(event.duration()).isZero();
        assertThat(event.activePeriod().end()).isEmpty();
    }

    @Test
    void aStartInThePastIsFineUntilTheEnd() {
        String event = event("\"startInThePast\": true,", SIMPLE);

        assertThat(read(event.replace("2026-12-01T18:00:00Z", "2026-11-23T11:00:01Z")))
                .isPresent();
        read(event.replace("2026-12-01T18:00:00Z", "2026-11-23T11:00:00Z"));
        assertThat(fields()).containsExactly("start");
    }

    @Test
    void aStartInThePastHasToBeSaid() {
        read(event("", SIMPLE).replace("2026-12-01T18:00:00Z", "2026-11-23T11:30:00Z"));

        assertThat(fields()).containsExactly("start");
        assertThat(read(event("", SIMPLE).replace("2026-12-01T18:00:00Z", "2026-11-23T11:59:30Z")))
                .as("a minute is no past")
                .isPresent();
    }

    @Test
    void everyKindOfTargetIsTakenAndMayBeLeftOut() {
        EventDefinition event = read(event("", SIMPLE)
                        .replace(
                                "\"vens\": [ \"ven-7\" ]",
                                "\"others\": { \"pnodes\": [\"node-1\"], \"transportInterfaces\": [\"a>b\"] },"
                                        + " \"exclude\": { \"groups\": [\"feeder-9\"], \"vens\": [] }"))
                .orElseThrow();

        assertThat(event.targets().others()).containsOnlyKeys(TargetKind.PNODE, TargetKind.TRANSPORT_INTERFACE);
        assertThat(event.targets().exclude()).containsOnlyKeys(TargetKind.GROUP);
        read(
                event("", SIMPLE)
                        .replace(
                                "\"vens\": [ \"ven-7\" ]",
                                "\"vens\": [ \"ven-7\" ], \"others\": { \"planets\": [\"mars\"], \"transportInterfaces\": [\"a\"] }"));
        assertThat(fields())
                .containsExactlyInAnyOrder("targets.others.planets", "targets.others.transportInterfaces[0]");
    }

    @Test
    void aBaselineBeginsWithTheEventUnlessItSaysOtherwise() {
        EventDefinition event = read(event("""
                "baseline": { "name": "ten days", "resources": ["boiler"], "unit": { "kind": "powerReal", "units": "W" },
                  "intervals": [ { "duration": "PT30M", "value": 9 }, { "duration": "PT30M", "value": 8 } ] },
                "visibility": "NOTIFICATION", "notification": "PT1H", "responseWithin": "PT10M", "laterJoiners": true,
                """, SIMPLE)).orElseThrow();

        assertThat(event.baseline()).hasValueSatisfying(baseline -> {
            assertThat(baseline.start()).isEqualTo(event.start());
            assertThat(baseline.duration()).isEqualTo(Duration.ofHours(1));
        });
        assertThat(event.visibleFrom()).contains(Instant.parse("2026-12-01T17:00:00Z"));
        assertThat(event.laterJoiners()).isTrue();
        read(event("\"visibility\": \"NOTIFICATION\", \"baseline\": { \"start\": \"noon\", \"unit\": {} },", SIMPLE));
        assertThat(fields())
                .containsExactlyInAnyOrder(
                        "notification",
                        "baseline.start",
                        "baseline.name",
                        "baseline.unit.kind",
                        "baseline.unit.units",
                        "baseline.intervals");
    }

    @Test
    void signalsOfYourOwnAreTaken() {
        assertThat(read(event("", SIMPLE.replace("SIMPLE", "x-heatPump").replace("level", "x-loadControlSetpoint"))))
                .isPresent();
        read(event("", SIMPLE.replace("SIMPLE", "x-heatPump").replace("level", "x-shade")));
        assertThat(fields()).containsExactly("signals[0].type");
    }

    @Test
    void unitsHaveToFitTheirKind() {
        String price = """
                { "name": "ENERGY_PRICE", "type": "price", "unit": { "kind": "currencyPerKWh", "units": "%s" },
                  "intervals": [ { "duration": "PT1H", "value": 0.5 } ] }""";

        assertThat(read(event("", price.formatted("EUR")))
                        .orElseThrow()
                        .signals()
                        .get(0)
                        .unit())
                .hasValueSatisfying(unit -> assertThat(unit.scale()).isEqualTo("none"));
        read(event("", price.formatted("W")));
        assertThat(fields()).containsExactly("signals[0].unit.units");
    }

    @Test
    void everythingHasItsLimit() {
        read(event("", String.join(",", Collections.nCopies(21, SIMPLE.replace("SIMPLE", "x-a")))));
        read(event(
                "",
                SIMPLE.replace(
                        "{ \"duration\": \"PT1H\", \"value\": 1 }",
                        String.join(",", Collections.nCopies(1_001, "{ \"duration\": \"PT1S\", \"value\": 1 }")))));
        read(event(
                "",
                SIMPLE.replace(
                        "{ \"duration\": \"PT1H\", \"value\": 1 }",
                        "{ \"duration\": \"P300D\", \"value\": 1 }, { \"duration\": \"P300D\", \"value\": 1 }")));
        read(event("", SIMPLE)
                .replace(
                        "\"vens\": [ \"ven-7\" ]",
                        "\"vens\": [ %s ]".formatted(String.join(",", Collections.nCopies(10_001, "\"ven-7\"")))));

        assertThat(fields()).containsExactly("signals", "signals[0].intervals", "signals[0].intervals", "targets");
    }

    private static String event(String members, String signals) {
        return """
                { %s "marketContext": "http://utility.example/dr/peak", "start": "2026-12-01T18:00:00Z",
                  "targets": { "vens": [ "ven-7" ] }, "signals": [ %s ] }""".formatted(members, signals);
    }

    private Optional<EventDefinition> read(String json) {
        try {
            EventRequest request = JSON.readValue(json, EventRequest.class);
            return new EventReader(errors, NOW).read(request, new TargetReader(errors).read(request.targets()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private java.util.List<String> fields() {
        return errors.violations().stream().map(FieldErrors.Violation::field).toList();
    }
}
