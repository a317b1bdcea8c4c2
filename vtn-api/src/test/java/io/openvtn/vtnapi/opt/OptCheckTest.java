package io.openvtn.vtnapi.opt;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.CreateOpt;
import io.openvtn.vtnapi.message.VenRequest.OptTargets;
import io.openvtn.vtnapi.message.VenRequest.OptWindow;
import io.openvtn.vtnapi.message.VenRequest.QualifiedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OptCheckTest {

    private static final String PEAK = "http://utility.example/dr/peak";
    private static final OptTargets NOBODY = new OptTargets(List.of(), List.of(), List.of(), false);
    private static final Optional<QualifiedEvent> EVENT = Optional.of(new QualifiedEvent("event-a", 3));
    private static final Optional<List<OptWindow>> AT_FIVE =
            Optional.of(List.of(new OptWindow("2026-12-01T17:00:00Z", "PT2H")));

    @Test
    void takesAnOptForAnEventAndOneForASchedule() {
        assertThat(check(EVENT, Optional.empty(), NOBODY, Optional.empty())).isEmpty();
        assertThat(check(Optional.empty(), AT_FIVE, NOBODY, Optional.of(PEAK))).isEmpty();
        assertThat(check(
                        EVENT,
                        Optional.empty(),
                        new OptTargets(List.of("ven-1"), List.of("feeder-12"), List.of("boiler"), false),
                        Optional.of("http://utility.example/of/an/event")))
                .isEmpty();
    }

    @Test
    void bothOrNeitherIsInvalid() {
        assertThat(check(EVENT, AT_FIVE, NOBODY, Optional.empty())).contains(ResponseCode.INVALID_DATA);
        assertThat(check(Optional.empty(), Optional.empty(), NOBODY, Optional.empty()))
                .contains(ResponseCode.INVALID_DATA);
    }

    @Test
    void refusesTargetsThatAreNotTheVensOwn() {
        for (OptTargets others : List.of(
                new OptTargets(List.of("ven-1", "ven-2"), List.of(), List.of(), false),
                new OptTargets(List.of(), List.of("feeder-13"), List.of(), false),
                new OptTargets(List.of(), List.of(), List.of("oven"), false),
                new OptTargets(List.of(), List.of(), List.of(), true))) {
            assertThat(check(EVENT, Optional.empty(), others, Optional.empty())).contains(ResponseCode.TARGET_MISMATCH);
        }
    }

    @Test
    void refusesUnknownMarketContextsEventsAndModifications() {
        assertThat(check(EVENT, Optional.empty(), NOBODY, Optional.of("http://elsewhere.example")))
                .contains(ResponseCode.NOT_RECOGNIZED);
        assertThat(check(Optional.of(new QualifiedEvent("event-b", 3)), Optional.empty(), NOBODY, Optional.empty()))
                .contains(ResponseCode.INVALID_ID);
        for (int number : new int[] {2, 4}) {
            assertThat(check(
                            Optional.of(new QualifiedEvent("event-a", number)),
                            Optional.empty(),
                            NOBODY,
                            Optional.empty()))
                    .contains(ResponseCode.OUT_OF_SEQUENCE);
        }
    }

    @Test
    void refusesTimesThatAreNone() {
        for (OptWindow window : List.of(
                new OptWindow("2026-02-30T17:00:00Z", "PT2H"),
                new OptWindow("2026-12-01T17:00:00Z", "-PT2H"),
                new OptWindow("2026-12-01T17:00:00Z", "P"),
                new OptWindow("2026-12-01T17:00:00Z", "P99999999999999Y"),
                new OptWindow("2026-12-01T17:00:00Z", "PT99999999999999999S"),
                new OptWindow("2026-12-01T17:00:00Z", "PT9223372036854775807S"),
                new OptWindow("2026-12-01T17:00:00Z", "P400000Y"),
                new OptWindow("2026-12-01T17:00:00Z", "P11Y"),
                new OptWindow("9999-12-01T17:00:00Z", "P1Y"),
                new OptWindow("-4800-12-01T17:00:00Z", "PT2H"),
                new OptWindow("+999999-12-01T17:00:00Z", "PT2H"))) {
            assertThat(check(Optional.empty(), Optional.of(List.of(window)), NOBODY, Optional.empty()))
                    .as("%s", window)
                    .contains(ResponseCode.INVALID_DATA);
        }
        assertThat(check(
                        Optional.empty(),
                        Optional.of(Collections.nCopies(1_001, new OptWindow("2026-12-01T17:00:00Z", "PT2H"))),
                        NOBODY,
                        Optional.empty()))
                .contains(ResponseCode.INVALID_DATA);
        assertThat(check(Optional.empty(), Optional.of(List.of()), NOBODY, Optional.empty()))
                .contains(ResponseCode.INVALID_DATA);
    }

    @Test
    void countsIdsInBytesAndTheOptsThatTheVenHas() {
        assertThat(check(named("o".repeat(255), List.of()), List.of())).isEmpty();
        assertThat(check(named("\u5909".repeat(86), List.of()), List.of())).contains(ResponseCode.INVALID_DATA);
        assertThat(check(named("opt-1", List.of("x".repeat(256))), List.of())).contains(ResponseCode.INVALID_DATA);
        assertThat(check(named("opt-1", Collections.nCopies(21, "Thermostat")), List.of()))
                .contains(ResponseCode.INVALID_DATA);

        List<String> hundred = IntStream.range(0, 100).mapToObj(i -> "opt-" + i).toList();
        assertThat(check(named("opt-100", List.of()), hundred)).contains(ResponseCode.INVALID_DATA);
        assertThat(check(named("opt-7", List.of("Thermostat")), hundred))
                .as("replaces one")
                .isEmpty();
    }

    @Test
    void readsDurationsAsTheSchemaWritesThem() {
        assertThat(length("PT2H")).isEqualTo(Duration.ofHours(2));
        assertThat(length("P1DT2H")).isEqualTo(Duration.ofHours(26));
        assertThat(length("2W")).isEqualTo(Duration.ofDays(14));
        assertThat(length("PT0S")).isZero();
    }

    private static Duration length(String duration) {
        var opt = opt(
                Optional.empty(),
                Optional.of(List.of(new OptWindow("2026-12-31T23:30:00", duration))),
                NOBODY,
                Optional.empty());
        VenMessage.OptWindow window = OptCheck.windows(opt).get(0);
        assertThat(window.start()).isEqualTo(Instant.parse("2026-12-31T23:30:00Z"));
        return window.duration();
    }

    private static Optional<ResponseCode> check(
            Optional<QualifiedEvent> event,
            Optional<List<OptWindow>> windows,
            OptTargets targets,
            Optional<String> marketContext) {
        return check(opt(event, windows, targets, marketContext), List.of());
    }

    private static Optional<ResponseCode> check(CreateOpt opt, List<String> optIds) {
        var ven = new VenRecord(
                "ven-1",
                "depot",
                VenStatus.ACTIVE,
                List.of(),
                "reg-1",
                true,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of("feeder-12"),
                List.of(Resource.of("boiler")),
                List.of(PEAK),
                Duration.ofSeconds(10),
                List.of(),
                1,
                Map.of(),
                false,
                false);
        return new OptCheck(
                        ven,
                        List.of(new EventDelivery("event-a", 3, true, false)),
                        List.of("http://utility.example/of/an/event"),
                        optIds)
                .wrong(opt)
                .map(OptCheck.Wrong::code);
    }

    private static CreateOpt named(String optId, List<String> deviceClasses) {
        return new CreateOpt(
                "req-1",
                Optional.of("ven-1"),
                optId,
                true,
                "economic",
                Optional.empty(),
                EVENT,
                Optional.empty(),
                NOBODY,
                deviceClasses,
                Optional.empty());
    }

    private static CreateOpt opt(
            Optional<QualifiedEvent> event,
            Optional<List<OptWindow>> windows,
            OptTargets targets,
            Optional<String> marketContext) {
        return new CreateOpt(
                "req-1",
                Optional.of("ven-1"),
                "opt-1",
                true,
                "economic",
                marketContext,
                event,
                windows,
                targets,
                List.of(),
                Optional.empty());
    }
}
