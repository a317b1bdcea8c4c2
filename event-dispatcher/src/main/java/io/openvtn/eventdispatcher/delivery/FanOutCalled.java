package io.openvtn.eventdispatcher.delivery;

/** Fired inside a transaction that left VENs of an event to {@link FanOut}: its commit wakes the {@link FanOutWorker}. */
record FanOutCalled() {}
