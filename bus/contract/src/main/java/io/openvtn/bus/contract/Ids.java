package io.openvtn.bus.contract;

import java.security.SecureRandom;

/** New IDs: a prefix of letters, as some VENs take an ID of digits alone for a number, and 50 random bits. Thread safe. */
public final class Ids {

    private static final char[] BASE_32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** @param prefix such as {@code ven-} */
    public static String next(String prefix) {
        var id = new StringBuilder(prefix);
        RANDOM.ints(LENGTH, 0, BASE_32.length).forEach(index -> id.append(BASE_32[index]));
        return id.toString();
    }
}
