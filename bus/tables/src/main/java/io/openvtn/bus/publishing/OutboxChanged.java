package io.openvtn.bus.publishing;

/** Fired inside a transaction that raised a revision: its commit wakes the publisher. */
public record OutboxChanged() {}
