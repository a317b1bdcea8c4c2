package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.vtnapi.TestClock;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
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
