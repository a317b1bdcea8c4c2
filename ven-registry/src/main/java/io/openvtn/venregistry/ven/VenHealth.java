package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenMessage.MessageRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** When VENs were heard of, and what of them was refused. Its methods need a transaction. */
public interface VenHealth {

    /**
     * A VEN that has said something.
     *
     * @param online whether it did within three of its poll periods, to a minute
     * @param clockSkew how far its clock is ahead, or behind if negative, by its last message that had a time
     * @param software how its client called itself when it registered
     */
    record Heard(
            Instant first, Instant last, boolean online, Optional<Duration> clockSkew, Optional<String> software) {}

    /** A VEN that was never heard of is left out. */
    Map<String, Heard> heard(Collection<String> venIds);

    /** What a VEN that is online meets, or one that is not. */
    VenCondition online(boolean online);

    /** What a VEN meets whose client called itself so when it registered. */
    VenCondition withSoftware(String software);

    /** When each VEN was heard of last; the epoch for one that never was. */
    VenColumn lastSeen();

    /**
     * These VENs have said something.
     *
     * @param latest the time of the last message of each
     */
    void seen(Map<String, Instant> latest);

    /** A message of the VEN was refused. */
    void refused(MessageRefused message);
}
