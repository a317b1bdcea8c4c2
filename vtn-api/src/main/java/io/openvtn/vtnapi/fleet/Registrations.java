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

    /** What a VEN has said of its registration, and the registry has not taken in. */
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

    /**
     * Takes a message of a VEN, at whichever replica it came.
     *
     * @param known what the registry says of the VEN so far
     */
    void note(String venId, Optional<VenRecord> known, String registrationId, boolean registered, Instant at) {
        if (known.filter(ven -> ven.registered() == registered).isPresent()) {
            said.remove(venId);
        } else {
            said.put(venId, new Said(registrationId, registered, at));
        }
    }

    /** The registry has taken something in: from then on its word counts. */
    void changed(Optional<VenRecord> before, Optional<VenRecord> now) {
        now.ifPresent(ven -> said.computeIfPresent(
                ven.venId(),
                (same, last) -> last.registered() == ven.registered()
                                || before.filter(then -> then.registered() != ven.registered())
                                        .isPresent()
                        ? null
                        : last));
    }

    void forgetOld() {
        Instant oldest = clock.instant().minus(LONGEST);
        said.values().removeIf(last -> last.at().isBefore(oldest));
    }
}
