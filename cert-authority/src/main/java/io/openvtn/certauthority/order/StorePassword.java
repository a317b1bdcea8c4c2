package io.openvtn.certauthority.order;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a PKCS#12 is encrypted under.
 *
 * @param iterations of the key derivation: what makes each guess cost something
 */
public record StorePassword(String text, int iterations) {

    private static final int AGAINST_GUESSING = 100_000;
    /** A random one cannot be guessed, however cheap a guess is; some readers refuse less than a thousand. */
    private static final int RANDOM_NEEDS_NONE = 2_048;

    private static final int RANDOM_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One that a person chose. */
    public static StorePassword chosen(String text) {
        return new StorePassword(text, AGAINST_GUESSING);
    }

    /** 128 random bits, as digits and letters that no spreadsheet, shell or URL reads as something else. */
    public static StorePassword random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new StorePassword(HexFormat.of().formatHex(bytes), RANDOM_NEEDS_NONE);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "StorePassword[…]";
    }
}
