package io.openvtn.vtnapi.registration;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Asks VENs for poll frequencies that differ a little, so that a fleet which has come back at once does not poll in step from then on. A
 * VEN is asked for the same one each time, and by each replica; over a fleet their mean is what operators chose. OpenADR's durations
 * have whole seconds.
 */
@ApplicationScoped
class PollSpread {

    private static final int WHOLE = 100;

    private final int percent;

    @Inject
    PollSpread(VtnConfig config) {
        this(config.pollSpread());
    }

    /** By so many percent of its poll frequency a VEN is asked to poll more or less often. */
    PollSpread(int percent) {
        this.percent = percent;
    }

    /** What to ask the VEN for: its poll frequency, a little more or less. */
    Duration ofVen(VenRecord ven) {
        long seconds = ven.pollFrequency().toSeconds();
        long most = seconds * percent / WHOLE;
        return Duration.ofSeconds(
                seconds - most + Math.floorMod(mixed(ven.venId().hashCode()), 2 * most + 1));
    }

    /** IDs that were given one after another have hashes one after another, which would go with their groups. */
    private static int mixed(int hash) {
        int spread = hash * 0x9E3779B9;
        return spread ^ (spread >>> 16);
    }
}
