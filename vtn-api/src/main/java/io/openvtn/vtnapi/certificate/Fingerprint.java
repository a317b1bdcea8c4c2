package io.openvtn.vtnapi.certificate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * SHA-256 of a DER-encoded certificate.
 *
 * @param hex 64 lower-case hex digits, no separators
 */
public record Fingerprint(String hex) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int OPENADR_BYTES = 10;

    public Fingerprint {
        if (!SHA_256.matcher(hex).matches()) {
            throw new IllegalArgumentException("a fingerprint has 64 hex digits: " + hex);
        }
    }

    public static Fingerprint of(byte[] der) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Reads the forms people paste: upper or lower case, with or without colons. */
    public static Fingerprint valueOf(String text) {
        return new Fingerprint(text.replace(":", "").toLowerCase(Locale.ROOT));
    }

    /** OpenADR 2.0b's form, for people alone: the last 10 bytes as {@code AA:BB:…}. */
    public String openAdr() {
        byte[] digest = HexFormat.of().parseHex(hex);
        return COLONS.formatHex(digest, digest.length - OPENADR_BYTES, digest.length);
    }
}
