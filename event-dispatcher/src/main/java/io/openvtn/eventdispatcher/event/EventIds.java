package io.openvtn.eventdispatcher.event;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes eventIDs: 50 random bits behind a prefix of letters, as some VENs take an ID of digits alone for a number. */
final class EventIds {

    private static final String PREFIX = "event-";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EventIds() {}

    static String next() {
        return RANDOM.ints(LENGTH, 0, BASE32.length())
                .mapToObj(i -> String.valueOf(BASE32.charAt(i)))
                .collect(Collectors.joining("", PREFIX, ""));
    }
}
