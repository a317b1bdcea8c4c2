package io.openvtn.venregistry.inbox;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.PageParameters;
import io.openvtn.bus.operator.PageRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which unknown certificates to list, in the order of their fingerprints.
 */
record InboxQuery(PageRequest page, InboxStatus status, Optional<FingerprintText> fingerprint) {

    /** Reads query parameters; null is an absent one. */
    static InboxQuery read(PageParameters page, String status, String fingerprint) {
        var errors = new FieldErrors();
        PageRequest wantedPage = page.read(errors);
        Optional<InboxStatus> known = Arrays.stream(InboxStatus.values())
                .filter(value -> value.name().equals(Optional.ofNullable(status).orElse(InboxStatus.WAITING.name())))
                .findFirst();
        if (known.isEmpty()) {
            errors.add("status", "has to be one of " + Arrays.toString(InboxStatus.values()));
        }
        Optional<FingerprintText> wanted = FingerprintText.read(Optional.ofNullable(fingerprint), errors);
        errors.throwIfAny();
        return new InboxQuery(wantedPage, known.orElseThrow(), wanted);
    }
}
