package io.openvtn.venregistry.inbox;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which unknown certificates to list, in the order of their fingerprints.
 *
 * @param after the fingerprint that the former page ended with; empty text for the first page
 */
record InboxQuery(int limit, String after, InboxStatus status, Optional<FingerprintText> fingerprint) {

    private static final int LONGEST = 500;
    private static final int USUAL = 50;

    /** Reads query parameters; null is an absent one. */
    static InboxQuery read(String limit, String after, String status, String fingerprint) {
        var errors = new FieldErrors();
        String count = Optional.ofNullable(limit).orElse(Integer.toString(USUAL));
        boolean usable = count.matches("[1-9][0-9]{0,2}") && Integer.parseInt(count) <= LONGEST;
        if (!usable) {
            errors.add("limit", "has to be a number from 1 to " + LONGEST);
        }
        Optional<InboxStatus> known = Arrays.stream(InboxStatus.values())
                .filter(value -> value.name().equals(Optional.ofNullable(status).orElse(InboxStatus.WAITING.name())))
                .findFirst();
        if (known.isEmpty()) {
            errors.add("status", "has to be one of " + Arrays.toString(InboxStatus.values()));
        }
        Optional<FingerprintText> wanted = FingerprintText.read(Optional.ofNullable(fingerprint), errors);
        errors.throwIfAny();
        // PostgreSQL's text holds no NUL.
        String from = Optional.ofNullable(after).orElse("").replace("\0", "");
        return new InboxQuery(Integer.parseInt(count), from, known.orElseThrow(), wanted);
    }
}
