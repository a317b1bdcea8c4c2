package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the VENs of a list have to be; what is empty does not matter.
 *
 * @param target as {@link TargetIds} writes it
 * @param label as {@link Labels} writes it
 * @param resource the resourceID of one of its resources
 * @param software how its client called itself when it registered
 * @param text part of venID, venName or the name that the VEN reports; capitals don't matter
 * @param fingerprint of a certificate that is bound to the VEN, or that it waits for
 * @param certificateExpiresBefore the last of its valid certificates does
 */
record VenWanted(
        Optional<String> group,
        Optional<String> target,
        Optional<String> label,
        Optional<String> marketContext,
        Optional<String> resource,
        Optional<VenStatus> status,
        Optional<Boolean> registered,
        Optional<String> registrationId,
        Optional<Duration> pollFrequency,
        Optional<Boolean> online,
        Optional<String> software,
        Optional<String> text,
        Optional<FingerprintText> fingerprint,
        Optional<Instant> certificateExpiresBefore) {

    /** Every VEN is. */
    static final VenWanted ANY = new VenFilter().wanted(new FieldErrors());
}
