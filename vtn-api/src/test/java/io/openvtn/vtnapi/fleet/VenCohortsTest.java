package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.EventDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class VenCohortsTest {

    private final List<String> told = new ArrayList<>();
    private final VenCohorts cohorts = new VenCohorts(UnaryOperator.identity(), told::add);

    @Test
    void eachVenOfACohortHasItsEventAndIsTold() {
        comes(new CohortRecord("event-a/0", "event-a", List.of("ven-1", "ven-2"), 1));

        assertThat(events("ven-1")).containsExactly("event-a");
        assertThat(events("ven-3")).isEmpty();
        assertThat(cohorts.of("ven-1")).containsExactly(new EventDelivery("event-a", 0, false, false));
        assertThat(told).containsExactly("ven-1", "ven-2");
    }

    @Test
    void vensWithTheSameEventsHaveOneListOfThem() {
        comes(new CohortRecord("event-a/0", "event-a", List.of("ven-1", "ven-2", "ven-3"), 1));
        comes(new CohortRecord("event-b/0", "event-b", List.of("ven-2", "ven-3", "ven-4"), 1));

        assertThat(events("ven-2")).containsExactly("event-a", "event-b");
        assertThat(cohorts.of("ven-3")).isSameAs(cohorts.of("ven-2"));
        assertThat(events("ven-1")).containsExactly("event-a");
        assertThat(events("ven-4")).containsExactly("event-b");
    }

    @Test
    void whoIsTakenOutOfACohortHasItsEventNoLonger() {
        var whole = new CohortRecord("event-a/0", "event-a", List.of("ven-1", "ven-2"), 1);
        comes(whole);
        comes(new CohortRecord("event-b/0", "event-b", List.of("ven-1"), 1));
        var less = new CohortRecord("event-a/0", "event-a", List.of("ven-2"), 2);
        cohorts.changed(Optional.of(whole), Optional.of(less));

        assertThat(events("ven-1")).containsExactly("event-b");
        assertThat(events("ven-2")).containsExactly("event-a");

        cohorts.changed(Optional.of(less), Optional.empty());
        assertThat(events("ven-2")).isEmpty();
    }

    @Test
    void aRecordThatComesTwiceMakesNoSecondEvent() {
        var record = new CohortRecord("event-a/0", "event-a", List.of("ven-1"), 1);
        comes(record);
        comes(record);

        assertThat(events("ven-1")).containsExactly("event-a");
    }

    @Test
    void aVenIdIsHeldOnce() {
        String held = new String("ven-1");
        var sparing = new VenCohorts(venId -> venId.equals(held) ? held : venId, told::add);

        CohortRecord kept = sparing.kept(new CohortRecord("event-a/0", "event-a", List.of("ven-1", "ven-2"), 7));

        assertThat(kept).isEqualTo(new CohortRecord("event-a/0", "event-a", List.of("ven-1", "ven-2"), 7));
        assertThat(kept.venIds().get(0)).isSameAs(held);
    }

    private void comes(CohortRecord record) {
        cohorts.changed(Optional.empty(), Optional.of(record));
    }

    private List<String> events(String venId) {
        return cohorts.of(venId).stream().map(EventDelivery::eventId).toList();
    }
}
