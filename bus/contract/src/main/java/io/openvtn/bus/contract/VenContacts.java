package io.openvtn.bus.contract;

import java.time.Instant;
import java.util.List;

/**
 * When VENs were last heard of, on {@link Topic#VEN_CONTACTS}, many in one record: of each VEN not every message, but one now and
 * then. Without a key; whoever keeps it keeps the latest.
 */
public record VenContacts(List<Contact> contacts) {

    public VenContacts {
        contacts = List.copyOf(contacts);
    }

    /** @param at when its last message arrived */
    public record Contact(String venId, Instant at) {}
}
