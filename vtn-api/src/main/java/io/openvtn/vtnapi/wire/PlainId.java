package io.openvtn.vtnapi.wire;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** IDs that are written in XML as they are, and whose letters are one byte each in whatever encoding XML is read in here. */
final class PlainId {

    private static final int LONGEST = 128;
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            PLAIN[letter] = true;
            PLAIN[Character.toUpperCase(letter)] = true;
        }
        for (char letter : "0123456789-_.".toCharArray()) {
            PLAIN[letter] = true;
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private PlainId() {}

    /** A new one, that stands in no text by chance, nor by anybody's will. */
    static String unforeseeable() {
        var letters = new byte[12];
        RANDOM.nextBytes(letters);
        return "id-" + HexFormat.of().formatHex(letters);
    }

    /** As it is written. */
    static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isOne(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isPlain(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** @param to exclusive */
    static boolean isOne(byte[] text, int from, int to) {
        if (to <= from || to - from > LONGEST) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isPlain(text[i])) {
                return false;
            }
        }
        return true;
    }

    /** What is written before an ID and after it, with the ID. */
    static byte[] between(byte[] before, String id, byte[] after) {
        byte[] letters = bytes(id);
        byte[] whole = Arrays.copyOf(before, before.length + letters.length + after.length);
        System.arraycopy(letters, 0, whole, before.length, letters.length);
        System.arraycopy(after, 0, whole, before.length + letters.length, after.length);
        return whole;
    }

    private static boolean isPlain(int letter) {
        return letter >= 0 && letter < PLAIN.length && PLAIN[letter];
    }
}
