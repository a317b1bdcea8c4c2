package io.openvtn.bus.idempotency;

import io.openvtn.bus.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a caller calls one request and its repeats.
 *
 * @param actor the operator who sent it; keys of different operators are different keys
 * @param value 1 to 255 printable ASCII characters
 */
record IdempotencyKey(String actor, String value) {

    static final String HEADER = "Idempotency-Key";

    static final int LONGEST = 255;

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1," + LONGEST + "}");

    IdempotencyKey {
        if (!isOne(value)) {
            throw new IllegalArgumentException("an idempotency key has 1 to 255 printable ASCII characters");
        }
    }

    /** What stands for it in the database. */
    String sha256() {
        return Sha256.hex(value.getBytes(StandardCharsets.US_ASCII));
    }

    static boolean isOne(String value) {
        return PRINTABLE.matcher(value).matches();
    }
}
