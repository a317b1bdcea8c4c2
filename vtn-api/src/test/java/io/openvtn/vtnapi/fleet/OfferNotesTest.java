package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.EventsOffered;
import io.openvtn.bus.contract.VenMessage.Offer;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferNotesTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void theSameOfferToAVenIsToldOnceAndEveryOtherOne() {
        Offer first = offered("m-1", "ven-1", "event-a", 0);
        Offer again = offered("m-2", "ven-1", "event-a", 0);
        Offer modified = offered("m-3", "ven-1", "event-a", 1);
        Offer other = offered("m-4", "ven-2", "event-a", 0);
        Offer request = new VenMessage.RequestOffered("m-5", "ven-1", NOON, "req-1");

        assertThat(OfferNotes.once(List.of(first, again, modified, other, request)))
                .containsExactly(again, modified, other, request);
    }

    @Test
    void whatIsTooMuchForOneRecordGoesOutInSeveral() {
        Offer small = offered("m-1", "ven-1", "event-a", 0);
        Offer large =
                new EventsOffered("m-2", "ven-2", NOON, Collections.nCopies(1_990, new OfferedEvent("event-a", 0)));

        assertThat(OfferNotes.records(List.of())).isEmpty();
        assertThat(OfferNotes.records(List.of(small, large, small, small, small, small)))
                .containsExactly(List.of(small, large, small, small, small), List.of(small));
        assertThat(OfferNotes.records(List.of(large, large))).containsExactly(List.of(large), List.of(large));
    }

    private static Offer offered(String messageId, String venId, String eventId, int modificationNumber) {
        return new EventsOffered(messageId, venId, NOON, List.of(new OfferedEvent(eventId, modificationNumber)));
    }
}
