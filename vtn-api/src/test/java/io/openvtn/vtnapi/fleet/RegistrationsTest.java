package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationsTest {

    private final TestClock clock = new TestClock();
    private final Registrations registrations = new Registrations(clock);

    /** A message may have begun with the record that the VEN had before. */
    @Test
    void whatAVenHasSaidCountsAlsoWithARecordOfBeforeTheRegistryTookItIn() {
        say(true);
        assertThat(registrations.isRegistered(ven(false))).isTrue();

        registrations.changed(Optional.of(ven(false)), Optional.of(ven(true)));

        assertThat(registrations.isRegistered(ven(false))).isTrue();
        assertThat(registrations.isRegistered(ven(true))).isTrue();
    }

    @Test
    void afterThatTheRegistrysWordCounts() {
        say(true);
        registrations.changed(Optional.of(ven(false)), Optional.of(ven(true)));

        registrations.changed(Optional.of(ven(true)), Optional.of(ven(false)));

        assertThat(registrations.isRegistered(ven(true))).isFalse();
        assertThat(registrations.isRegistered(ven(false))).isFalse();
    }

    @Test
    void whatComesOnceMoreOrLateSaysNothingNew() {
        Instant first = clock.instant();
        Instant second = first.plusSeconds(1);
        registrations.note("ven-1", "reg-1", true, first);
        registrations.note("ven-1", "reg-1", false, second);

        registrations.note("ven-1", "reg-1", true, first);
        assertThat(registrations.isRegistered(ven(true))).isFalse();

        registrations.changed(Optional.of(ven(false)), Optional.of(ven(true)));
        registrations.note("ven-1", "reg-1", false, second);
        assertThat(registrations.isRegistered(ven(true))).isTrue();
    }

    @Test
    void anotherChangeOfTheRecordIsNoSignOfThat() {
        say(true);

        registrations.changed(Optional.of(ven(false)), Optional.of(ven(false)));

        assertThat(registrations.isRegistered(ven(false))).isTrue();
    }

    @Test
    void aRecordThatIsMadeWhileTheRecordsAreReadDecidesNothing() {
        registrations.note("ven-1", "reg-1", true, clock.instant());

        registrations.changed(Optional.empty(), Optional.of(ven(false)));

        assertThat(registrations.isRegistered(ven(false))).isTrue();
    }

    @Test
    void theEndOfARegistrationCountsAtOnceToo() {
        say(false);

        assertThat(registrations.isRegistered(ven(true))).isFalse();
    }

    @Test
    void aRegistrationUnderAnotherRegistrationIdIsVoid() {
        registrations.note("ven-1", "reg-other", true, clock.instant());

        assertThat(registrations.isRegistered(ven(false))).isFalse();
    }

    @Test
    void whatNobodyTakesInIsForgotten() {
        say(true);
        clock.advance(Registrations.LONGEST.minusSeconds(1));
        registrations.forgetOld();
        assertThat(registrations.isRegistered(ven(false))).isTrue();

        clock.advance(Duration.ofSeconds(2));
        assertThat(registrations.isRegistered(ven(false))).isFalse();
    }

    private void say(boolean registered) {
        registrations.note("ven-1", "reg-1", registered, clock.instant());
    }

    private static VenRecord ven(boolean registered) {
        return new VenRecord(
                "ven-1",
                "depot",
                VenStatus.ACTIVE,
                List.of(),
                "reg-1",
                registered,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(10),
                List.of(),
                1,
                Map.of(),
                false,
                false);
    }
}
