package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which VENs to list, in the order of their venIDs.
 *
 * @param fingerprint of a certificate that is bound to the VEN, or that it waits for
 * @param text part of venID, venName or the name that the VEN reports; capitals don't matter
 */
record VenQuery(
        PageRequest page,
        Optional<String> group,
        Optional<VenStatus> status,
        Optional<String> text,
        Optional<FingerprintText> fingerprint) {

    /** Reads query parameters; null is an absent one. */
    static VenQuery read(PageParameters page, String group, String status, String text, String fingerprint) {
        var errors = new FieldErrors();
        var query = new VenQuery(
                page.read(errors),
                present(group),
                readStatus(status, errors),
                present(text),
                FingerprintText.read(Optional.ofNullable(fingerprint), errors));
        errors.throwIfAny();
        return query;
    }

    /** PostgreSQL's text holds no NUL, so nothing can match it. */
    private static Optional<String> present(String value) {
        return Optional.ofNullable(value).map(text -> text.replace("\0", "")).filter(text -> !text.isBlank());
    }

    private static Optional<VenStatus> readStatus(String text, FieldErrors errors) {
        Optional<VenStatus> status = Arrays.stream(VenStatus.values())
                .filter(known -> known.name().equals(text))
                .findFirst();
        if (text != null && status.isEmpty()) {
            errors.add("status", "has to be one of " + Arrays.toString(VenStatus.values()));
        }
        return status;
    }
}
