package io.openvtn.eventdispatcher.event;

/** From when VENs get an event. */
enum Visibility {
    /** At once. */
    CREATION,
    /** From its start less its notification. */
    NOTIFICATION
}
