package io.openvtn.vtnapi.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.Fingerprint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final Sightings sightings = new Sightings(100, 5, Duration.ofMinutes(10));

    @Test
    void tellsOfTheFirstSightAndOfOneMuchLater() {
        assertThat(sightings.seen(certificate(1), NOON)).hasValue(NOON);
        assertThat(sightings.seen(certificate(1), NOON.plusSeconds(599))).isEmpty();
        assertThat(sightings.seen(certificate(1), NOON.plusSeconds(600))).hasValue(NOON);
    }

    @Test
    void ofAFloodItTellsAFewASecondAndRemembersNoMoreThanItsSize() {
        int told = 0;
        for (int i = 0; i < 100_000; i++) {
            told += sightings.seen(certificate(i), NOON.plusMillis(i)).isPresent() ? 1 : 0;
            assertThat(sightings.size()).isLessThanOrEqualTo(100);
        }
        assertThat(told).isEqualTo(100 * 5);
    }

    @Test
    void whatCouldNotBeToldIsToldTheNextTime() {
        assertThat(sightings.seen(certificate(1), NOON)).isPresent();
        sightings.untold(certificate(1));

        assertThat(sightings.seen(certificate(1), NOON.plusSeconds(1))).isPresent();
    }

    private static Fingerprint certificate(int i) {
        return Fingerprint.of(ByteBuffer.allocate(4).putInt(i).array());
    }
}
