package io.openvtn.vtnapi.message;

import java.security.SecureRandom;

/** The requestIDs of our own messages. */
public final class RequestIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] BASE_32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int LENGTH = 10;

    private RequestIds() {}

    /** A new one: {@code req-} and 50 random bits. Holds letters, as a widespread VEN takes digits for a number. */
    public static String next() {
        var id = new StringBuilder("req-");
        RANDOM.ints(LENGTH, 0, BASE_32.length).forEach(index -> id.append(BASE_32[index]));
        return id.toString();
    }
}
