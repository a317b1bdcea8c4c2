package io.openvtn.bus.contract;

/**
 * eventStatus, in the words of the schema: where an event stands by the clock; a cancelled one is cancelled whatever the clock
 * says.
 */
public enum EventStatus {
    FAR("far"),
    NEAR("near"),
    ACTIVE("active"),
    COMPLETED("completed"),
    CANCELLED("cancelled");

    private final String word;

    EventStatus(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
