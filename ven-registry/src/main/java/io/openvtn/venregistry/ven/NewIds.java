package io.openvtn.venregistry.ven;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes IDs: 50 random bits behind a prefix of letters, as some VENs take an ID of digits alone for a number. */
final class NewIds {

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewIds() {}

    static String venId() {
        return withPrefix("ven-");
    }

    static String registrationId() {
        return withPrefix("reg-");
    }

    private static String withPrefix(String prefix) {
        return RANDOM.ints(LENGTH, 0, BASE32.length())
                .mapToObj(i -> String.valueOf(BASE32.charAt(i)))
                .collect(Collectors.joining("", prefix, ""));
    }
}
