package io.openvtn.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventMemoryTest {

    private final EventMemory memory = new EventMemory();

    @Test
    void answersAnEventOnce() {
        var event = event(0);

        assertThat(memory.take(List.of(event))).containsExactly(event);
        assertThat(memory.take(List.of(event))).isEmpty();
    }

    @Test
    void answersANewModification() {
        memory.take(List.of(event(0)));

        assertThat(memory.take(List.of(event(1)))).containsExactly(event(1));
    }

    @Test
    void answersAgainWhenTheAnswerWasLost() {
        memory.take(List.of(event(0)));
        memory.unanswered(List.of(event(0)));

        assertThat(memory.take(List.of(event(0)))).containsExactly(event(0));
    }

    @Test
    void noticesAnOlderModificationAndDoesNotAnswerIt() {
        memory.take(List.of(event(2)));

        assertThat(memory.olderOnes(List.of(event(1)))).containsExactly(event(1));
        assertThat(memory.take(List.of(event(1)))).isEmpty();
        assertThat(memory.olderOnes(List.of(event(2)))).isEmpty();
    }

    @Test
    void doesNotAnswerWhatIsOverOrWantsNoAnswer() {
        assertThat(memory.take(List.of(
                        new OfferedEvent("event-a", 0, "completed", true),
                        new OfferedEvent("event-b", 0, "far", false))))
                .isEmpty();
    }

    private static OfferedEvent event(int modificationNumber) {
        return new OfferedEvent("event-a", modificationNumber, "far", true);
    }
}
