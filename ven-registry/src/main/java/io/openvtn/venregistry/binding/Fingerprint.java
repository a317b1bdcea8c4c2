package io.openvtn.venregistry.binding;

import io.openvtn.bus.operator.FingerprintText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of a DER-encoded certificate.
 *
 * @param hex 64 lower-case hex digits, no separators
 */
record Fingerprint(String hex) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final HexFormat PRINTED = HexFormat.ofDelimiter(":").withUpperCase();

    Fingerprint {
        if (!SHA_256.matcher(hex).matches()) {
            throw new IllegalArgumentException("has to be a SHA-256 of 32 bytes (64 hex digits)");
        }
    }

    static Fingerprint of(byte[] der) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The last 10 bytes as OpenADR 2.0b prints them: a label for people, too short to prove anything. */
    String openAdr() {
        return printed(shortForm());
    }

    /** The last 10 bytes, 20 hex digits. */
    String shortForm() {
        return new FingerprintText(hex).shortForm();
    }

    /** The last 10 bytes as people read them. */
    static String printed(String shortForm) {
        return PRINTED.formatHex(HexFormat.of().parseHex(shortForm));
    }
}
