package io.openvtn.bus.operator;

import io.openvtn.bus.contract.Fingerprint;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A certificate's fingerprint as people write it: in any case, with or without colons, dashes and spaces; the whole SHA-256, or
 * its last 10 bytes, which OpenADR 2.0b prints on devices.
 *
 * @param hex 64 or 20 lower-case hex digits, no separators
 */
public record FingerprintText(String hex) {

    private static final Pattern EITHER = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{20}");
    private static final int OPEN_ADR_DIGITS = 20;

    public FingerprintText {
        if (!EITHER.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "has to be a SHA-256 of 32 bytes (64 hex digits), or its last 10 bytes (20 hex digits)");
        }
    }

    /** @throws IllegalArgumentException says what a fingerprint is, for whoever wrote the text */
    public static FingerprintText valueOf(String text) {
        return new FingerprintText(Fingerprint.plain(text));
    }

    /** The query parameter {@code fingerprint}; notes what is wrong with it. */
    public static Optional<FingerprintText> read(Optional<String> text, FieldErrors errors) {
        try {
            return text.map(FingerprintText::valueOf);
        } catch (IllegalArgumentException e) {
            errors.add("fingerprint", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** All 32 bytes; else it is OpenADR's short form, which tells certificates apart for people and proves nothing. */
    public boolean isWhole() {
        return hex.length() != OPEN_ADR_DIGITS;
    }

    /** The last 10 bytes. */
    public String shortForm() {
        return hex.substring(hex.length() - OPEN_ADR_DIGITS);
    }
}
