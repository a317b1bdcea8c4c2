package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.PageRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which VENs to list.
 *
 * @param target as {@link TargetIds} writes it
 * @param label as {@link Labels} writes it
 * @param certificateExpiresBefore the last of its valid certificates does
 * @param fingerprint of a certificate that is bound to the VEN, or that it waits for
 * @param text part of venID, venName or the name that the VEN reports; capitals don't matter
 */
public record VenQuery(
        PageRequest page,
        VenOrder order,
        Optional<String> group,
        Optional<String> target,
        Optional<String> label,
        Optional<String> marketContext,
        Optional<VenStatus> status,
        Optional<Boolean> registered,
        Optional<Boolean> online,
        Optional<String> text,
        Optional<FingerprintText> fingerprint,
        Optional<Instant> certificateExpiresBefore) {

    /** Whether it asks for all VENs. */
    public boolean isForAll() {
        return Stream.of(
                        group,
                        target,
                        label,
                        marketContext,
                        status,
                        registered,
                        online,
                        text,
                        fingerprint,
                        certificateExpiresBefore)
                .allMatch(Optional::isEmpty);
    }

    /** Another page of the same list, in the order of venIDs. */
    public VenQuery at(PageRequest other) {
        return new VenQuery(
                other,
                VenOrder.of(other),
                group,
                target,
                label,
                marketContext,
                status,
                registered,
                online,
                text,
                fingerprint,
                certificateExpiresBefore);
    }
}
