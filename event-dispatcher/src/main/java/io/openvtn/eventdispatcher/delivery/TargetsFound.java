package io.openvtn.eventdispatcher.delivery;

/** Fired inside the transaction that found how many VENs an event is for that are too many to be counted when it is called. */
public record TargetsFound(String eventId, int vens) {}
