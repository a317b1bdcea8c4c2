package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import java.util.Optional;

/**
 * The moves between a VEN's states. PENDING and ACTIVE follow from its certificates; SUSPENDED is an operator's word and
 * stays until an operator takes it back; RETIRED is final.
 */
final class Lifecycle {

    private Lifecycle() {}

    static VenStatus certified(VenStatus now) {
        return now == VenStatus.PENDING ? VenStatus.ACTIVE : now;
    }

    /** @param left how many certificates the VEN still has */
    static VenStatus uncertified(VenStatus now, int left) {
        return now == VenStatus.ACTIVE && left == 0 ? VenStatus.PENDING : now;
    }

    /** What a VEN is by its certificates, that no operator has suspended or retired. */
    static VenStatus byCertificates(int certificates) {
        return certificates > 0 ? VenStatus.ACTIVE : VenStatus.PENDING;
    }

    /** Why an operator may not make this move; empty if they may. */
    static Optional<String> refusal(VenStatus now, VenStatus wanted, int certificates) {
        if (now == wanted) {
            return Optional.empty();
        }
        if (now == VenStatus.RETIRED) {
            return Optional.of("it is RETIRED, which is final");
        }
        if (wanted == VenStatus.ACTIVE && certificates == 0) {
            return Optional.of("it has no certificate; bind one first");
        }
        return Optional.empty();
    }
}
