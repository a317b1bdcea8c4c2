package io.openvtn.bench.fleet.ven;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bench.fleet.message.OfferedEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventMemoryTest {

    private static final long NOW = System.nanoTime();

    private final EventMemory memory = new EventMemory();

    @Test
    void answersAnEventOnce() {
        var event = event(0);

        assertThat(memory.take(List.of(event), NOW)).containsExactly(event);
        assertThat(memory.take(List.of(event), NOW)).isEmpty();
    }

    @Test
    void answersANewModification() {
        memory.take(List.of(event(0)), NOW);

        assertThat(memory.take(List.of(event(1)), NOW)).containsExactly(event(1));
    }

    @Test
    void answersAgainWhenTheAnswerWasLost() {
        memory.take(List.of(event(0)), NOW);
        memory.unanswered(List.of(event(0)));

        assertThat(memory.take(List.of(event(0)), NOW)).containsExactly(event(0));
    }

    @Test
    void answersAgainWhatIsAskedForAgain() {
        memory.take(List.of(event(0)), NOW);

        assertThat(memory.take(List.of(event(0)), NOW + TimeUnit.SECONDS.toNanos(9)))
                .isEmpty();
        assertThat(memory.take(List.of(event(0)), NOW + TimeUnit.SECONDS.toNanos(10)))
                .containsExactly(event(0));
        assertThat(memory.take(List.of(event(0)), NOW + TimeUnit.SECONDS.toNanos(11)))
                .isEmpty();
    }

    @Test
    void noticesAnOlderModificationAndDoesNotAnswerIt() {
        memory.take(List.of(event(2)), NOW);

        assertThat(memory.olderOnes(List.of(event(1)))).containsExactly(event(1));
        assertThat(memory.take(List.of(event(1)), NOW)).isEmpty();
        assertThat(memory.olderOnes(List.of(event(2)))).isEmpty();
    }

    @Test
    void doesNotAnswerWhatIsOverOrWantsNoAnswer() {
        assertThat(memory.take(
                        List.of(
                                new OfferedEvent("event-a", 0, "completed", true),
                                new OfferedEvent("event-b", 0, "far", false)),
                        NOW))
                .isEmpty();
    }

    @Test
    void noticesAListWithNothingButEventsWhoseAnswersTheVtnHas() {
        memory.take(List.of(event(0)), NOW);
        assertThat(memory.isRepetition(List.of(event(0)))).isFalse();
        memory.acknowledged(List.of(event(0)));

        assertThat(memory.isRepetition(List.of(event(0)))).isTrue();
        assertThat(memory.isRepetition(List.of(event(1)))).isFalse();
        assertThat(memory.isRepetition(List.of(event(0), new OfferedEvent("event-b", 0, "far", true))))
                .isFalse();
        assertThat(memory.isRepetition(List.of(new OfferedEvent("event-a", 0, "completed", true))))
                .isFalse();
        assertThat(memory.isRepetition(List.of())).isFalse();
    }

    private static OfferedEvent event(int modificationNumber) {
        return new OfferedEvent("event-a", modificationNumber, "far", true);
    }
}
