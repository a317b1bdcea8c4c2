package io.openvtn.bus.contract;

/** The topics of the bus. A topic's name on the broker is the deployment's prefix followed by {@link #label()}. */
public enum Topic {
    CERTIFICATES("certificates", Cleanup.COMPACT),
    TRUST_ANCHORS("trust-anchors", Cleanup.COMPACT),
    VENS("vens", Cleanup.COMPACT),
    EVENTS("events", Cleanup.COMPACT),
    COHORTS("cohorts", Cleanup.COMPACT),
    DELIVERIES("deliveries", Cleanup.COMPACT),
    VEN_MESSAGES("ven-messages", Cleanup.DELETE),
    VEN_CONTACTS("ven-contacts", Cleanup.DELETE),
    READINGS("readings", Cleanup.DELETE),
    UNKNOWN_CERTIFICATES("unknown-certificates", Cleanup.COMPACT),
    /** Records that a service could not take in, as they were; the headers say where they lay and what was wrong. */
    DEAD_LETTERS("dead-letters", Cleanup.DELETE);

    /** Whether a topic holds the latest record of each key for ever, or every record for seven days. */
    public enum Cleanup {
        COMPACT,
        DELETE
    }

    /** In bytes, as it is written: what the services' producers send and the topics that they make take at the most. */
    public static final int LARGEST_RECORD = 1_048_576;

    private final String label;
    private final Cleanup cleanup;

    Topic(String label, Cleanup cleanup) {
        this.label = label;
        this.cleanup = cleanup;
    }

    public String label() {
        return label;
    }

    public Cleanup cleanup() {
        return cleanup;
    }
}
