package io.openvtn.vtnapi.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffersTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final OfferedEvent A = new OfferedEvent("event-a", 0);
    private static final OfferedEvent A_MODIFIED = new OfferedEvent("event-a", 1);
    private static final OfferedEvent B = new OfferedEvent("event-b", 0);

    private final Offers offers = new Offers(Duration.ofSeconds(30));

    @Test
    void whatIsNewIsDueAtOnce() {
        assertThat(offers.isDue("ven-1", List.of(A), NOON)).isTrue();
        offers.offered("ven-1", List.of(A), NOON);

        assertThat(offers.isDue("ven-1", List.of(A, B), NOON))
                .as("one more event")
                .isTrue();
        assertThat(offers.isDue("ven-1", List.of(A_MODIFIED), NOON))
                .as("a modification")
                .isTrue();
        assertThat(offers.isDue("ven-2", List.of(A), NOON)).as("another VEN").isTrue();
    }

    @Test
    void whatWasOfferedIsDueAgainAfterTheRedeliveryTime() {
        offers.offered("ven-1", List.of(A, B), NOON);

        assertThat(offers.isDue("ven-1", List.of(A), NOON.plusSeconds(29))).isFalse();
        assertThat(offers.isDue("ven-1", List.of(A), NOON.plusSeconds(30))).isTrue();
    }

    @Test
    void whatIsSettledIsForgotten() {
        offers.offered("ven-1", List.of(A), NOON);
        offers.settled("ven-1");
        offers.settled("ven-2");

        assertThat(offers.size()).isZero();
        assertThat(offers.isDue("ven-1", List.of(A), NOON)).isTrue();
    }
}
