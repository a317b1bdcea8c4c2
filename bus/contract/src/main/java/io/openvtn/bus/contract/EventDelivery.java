package io.openvtn.bus.contract;

/**
 * One event that concerns a VEN.
 *
 * @param modificationNumber the one that the VEN has to know
 * @param acknowledged whether the VEN has acknowledged that modificationNumber
 * @param cancelled whether the event is cancelled for this VEN alone; its modificationNumber is then the VEN's own
 */
public record EventDelivery(String eventId, int modificationNumber, boolean acknowledged, boolean cancelled) {}
