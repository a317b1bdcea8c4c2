package io.openvtn.vtnapi.fleet;

import io.openvtn.bus.contract.VenRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which VENs are registered. A registration, or its end, counts from the moment at which it is stored, also while the registry has
 * not taken it in yet: the VEN's next message comes at once. Thread safe; no method does I/O.
 */
@ApplicationScoped
public class Registrations {

    /** Longer than the registry takes; a VEN whose registration nobody has taken in by then registers again. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();

    Registrations(Clock clock) {
        this.clock = clock;
    }

    /** What was said last of a VEN's registration, and when the VEN itself said something of it. */
    private record Said(String registrationId, boolean registered, Instant at) {}

    /** Whether the VEN may do what only a registered one may. */
    public boolean isRegistered(VenRecord ven) {
        Said last = said.get(ven.venId());
        return last != null
                        && last.registrationId().equals(ven.registrationId())
                        && clock.instant().isBefore(last.at().plus(LONGEST))
                ? last.registered()
                : ven.registered();
    }

    /** Takes a message of a VEN, at whichever replica it came, as often as it comes: only a later one than the last says something. */
    void note(String venId, String registrationId, boolean registered, Instant at) {
        said.merge(
                venId,
                new Said(registrationId, registered, at),
                (last, now) -> now.at().isAfter(last.at()) ? now : last);
    }

    /**
     * The registry has taken something in: from then on its word counts. It is kept like the VEN's own: a message may have begun
     * with the record of before.
     */
    void changed(Optional<VenRecord> before, Optional<VenRecord> now) {
        now.ifPresent(ven -> said.computeIfPresent(
                ven.venId(),
                (same, last) -> before.filter(then -> then.registered() != ven.registered())
                                .isPresent()
                        ? new Said(ven.registrationId(), ven.registered(), last.at())
                        : last));
    }

    void forgetOld() {
        Instant oldest = clock.instant().minus(LONGEST);
        said.values().removeIf(last -> last.at().isBefore(oldest));
    }
}
