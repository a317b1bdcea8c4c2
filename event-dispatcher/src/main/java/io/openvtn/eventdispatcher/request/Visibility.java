package io.openvtn.eventdispatcher.request;

/** From when VENs get an event. */
public enum Visibility {
    /** At once. */
    CREATION,
    /** From its start less its notification. */
    NOTIFICATION
}
