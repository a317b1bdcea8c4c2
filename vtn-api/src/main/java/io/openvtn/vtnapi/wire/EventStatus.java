package io.openvtn.vtnapi.wire;

/** eventStatus, in the words of the schema. */
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
