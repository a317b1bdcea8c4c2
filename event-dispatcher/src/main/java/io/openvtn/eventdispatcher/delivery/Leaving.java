package io.openvtn.eventdispatcher.delivery;

/** Which of its VENs an event concerns no longer. */
enum Leaving {
    ALL(""),
    /** Those that have acknowledged it. */
    ACKNOWLEDGED("and d.acknowledged"),
    /** Those that it was cancelled for alone, and that have acknowledged this. */
    CANCELLED("and d.acknowledged and d.cancelled");

    private final String condition;

    Leaving(String condition) {
        this.condition = condition;
    }

    /** What has to hold of the delivery {@code d}, in SQL. */
    String condition() {
        return condition;
    }
}
