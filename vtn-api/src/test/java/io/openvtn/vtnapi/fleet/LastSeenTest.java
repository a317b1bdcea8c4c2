package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.VenContacts.Contact;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestClock;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LastSeenTest {

    @Inject
    TestFleet fleet;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aVenIsOnlineForThreePollPeriodsAfterItWasHeardOf() {
        var ven = fleet.registered();
        clock.advance(Duration.ofHours(1));
        assertThat(online()).as("of the VENs of other tests").isZero();

        ven.poll();
        assertThat(online()).isOne();

        // a minute, as often as it takes note of a VEN, and three of ten seconds
        clock.advance(Duration.ofSeconds(89));
        assertThat(online()).isOne();
        clock.advance(Duration.ofSeconds(2));
        assertThat(online()).isZero();
    }

    @Test
    void aClockThatIsSetBackLeavesNobodyOnline() {
        clock.advance(Duration.ofDays(1));
        fleet.registered().poll();
        clock.reset();

        assertThat(online()).isZero();
    }

    @Test
    void whatAVenSaysOfItselfIsTold() {
        var ven = fleet.registered();
        ven.register();
        ven.say(
                "EiReport",
                EndpointVen.document("register-report", ven.venId())
                        .replace(
                                "2026-12-01T12:00:00Z",
                                clock.instant().plus(Duration.ofHours(1)).toString()));

        List<Contact> told = await().atMost(Duration.ofSeconds(10))
                .until(() -> fleet.contacts(ven), contacts -> contacts.stream()
                        .anyMatch(contact -> contact.clockSkew().isPresent()));

        assertThat(told.stream().flatMap(contact -> contact.clockSkew().stream()))
                .singleElement()
                .satisfies(skew -> assertThat(skew).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61)));
        assertThat(told.stream().flatMap(contact -> contact.software().stream()))
                .singleElement()
                .asString()
                .startsWith("Java-http-client/");
    }

    @Test
    void aTimeThatCanNotBeReadTellsNothing() {
        var ven = fleet.registered();
        for (String time :
                List.of("2026-12-01T12:00:00", "yesterday", "-0044-03-15T12:00:00Z", "999999999-01-01T00:00:00Z")) {
            ven.say(
                    "EiReport",
                    EndpointVen.document("register-report", ven.venId()).replace("2026-12-01T12:00:00Z", time));
        }
        ven.register();

        await().atMost(Duration.ofSeconds(10)).until(() -> fleet.contacts(ven).stream()
                .anyMatch(contact -> contact.software().isPresent()));

        assertThat(fleet.contacts(ven))
                .allSatisfy(contact -> assertThat(contact.clockSkew()).isEmpty());
    }

    @Test
    void howLongRequestsTakeIsMeasured() {
        var ven = fleet.registered();
        ven.poll();
        var requests = meters.get("openvtn.requests").timer();
        long before = requests.count();

        ven.poll();

        // the VEN has its answer a moment before the endpoint has ended it
        await().untilAsserted(() -> assertThat(requests.count()).isGreaterThan(before));
        assertThat(requests.takeSnapshot().histogramCounts()).hasSizeGreaterThan(10);
    }

    private double online() {
        return meters.get("openvtn.vens.online").gauge().value();
    }
}
