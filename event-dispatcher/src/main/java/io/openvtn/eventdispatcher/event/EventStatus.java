package io.openvtn.eventdispatcher.event;

import java.util.Arrays;
import java.util.Optional;

/** eventStatus: where an event stands by the clock; a cancelled one is cancelled whatever the clock says. */
enum EventStatus {
    FAR("far"),
    NEAR("near"),
    ACTIVE("active"),
    COMPLETED("completed"),
    CANCELLED("cancelled");

    private final String word;

    EventStatus(String word) {
        this.word = word;
    }

    static Optional<EventStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
