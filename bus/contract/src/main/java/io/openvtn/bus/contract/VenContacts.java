package io.openvtn.bus.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When VENs were last heard of, on {@link Topic#VEN_CONTACTS}, many in one record: of each VEN not every message, but one now and
 * then. Without a key; whoever keeps it keeps the latest.
 */
public record VenContacts(List<Contact> contacts) {

    public VenContacts {
        contacts = List.copyOf(contacts);
    }

    /**
     * A VEN that was heard of.
     *
     * @param at when its last message arrived
     * @param clockSkew how far its clock is ahead, or behind if negative, by a time that one of its messages had; empty if none had
     * @param software how its client calls itself; empty if it has not registered since the last contact
     */
    public record Contact(String venId, Instant at, Optional<Duration> clockSkew, Optional<String> software) {

        /** One of which no more is known. */
        public static Contact of(String venId, Instant at) {
            return new Contact(venId, at, Optional.empty(), Optional.empty());
        }
    }
}
