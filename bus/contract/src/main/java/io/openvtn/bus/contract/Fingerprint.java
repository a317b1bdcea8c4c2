package io.openvtn.bus.contract;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * SHA-256 of a DER-encoded certificate.
 *
 * @param hex 64 lower-case hex digits, no separators
 */
public record Fingerprint(String hex) {

    private static final Pattern SEPARATORS = Pattern.compile("[:\\-\\s]");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final HexFormat PRINTED = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int OPEN_ADR_DIGITS = 20;

    /** @throws IllegalArgumentException says what a fingerprint is */
    public Fingerprint {
        if (!SHA_256.matcher(hex).matches()) {
            throw new IllegalArgumentException("has to be a SHA-256 of 32 bytes (64 hex digits)");
        }
    }

    public static Fingerprint of(byte[] der) {
        return new Fingerprint(Sha256.hex(der));
    }

    /**
     * Reads the forms that people paste: in any case, with or without colons, dashes and spaces.
     *
     * @throws IllegalArgumentException says what a fingerprint is
     */
    public static Fingerprint valueOf(String text) {
        return new Fingerprint(plain(text));
    }

    /** Without separators and in lower case, whatever it is. */
    public static String plain(String text) {
        return SEPARATORS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The last 10 bytes, 20 hex digits: a label for people, too short to prove anything. */
    public String shortForm() {
        return hex.substring(hex.length() - OPEN_ADR_DIGITS);
    }

    /** The last 10 bytes as OpenADR 2.0b prints them on devices: {@code AA:BB:…}. */
    public String openAdr() {
        return printed(shortForm());
    }

    /** The last 10 bytes, 20 hex digits, as people read them. */
    public static String printed(String shortForm) {
        return PRINTED.formatHex(HexFormat.of().parseHex(shortForm));
    }
}
