package io.openvtn.vtnapi.certificate;

/**
 * Says whether bytes are DER to the last one, so that there is no second way to write what they say: definite, shortest
 * lengths, nothing behind the end (X.690 section 10). The JDK's parser is laxer. Bounded in depth.
 */
public final class Der {

    private static final int DEEPEST = 32;
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int HIGH_TAG = 0x1f;

    private final byte[] bytes;

    private Der(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether the bytes are one constructed value and nothing else. */
    static boolean isOneValue(byte[] bytes) {
        return bytes.length > 2
                && (bytes[0] & CONSTRUCTED) != 0
                && new Der(bytes).valueEnd(0, bytes.length, 0) == bytes.length;
    }

    /** Whether the bytes are an ECDSA signature as RFC 3279 section 2.2.3 has it, of a curve of 384 bits at most. */
    static boolean isTwoPositiveIntegers(byte[] bytes) {
        if (!isOneValue(bytes) || bytes.length > 127 || bytes[2] != INTEGER || bytes[4] < 0) {
            return false;
        }
        int second = 4 + bytes[3];
        return second + 2 < bytes.length
                && bytes[second] == INTEGER
                && bytes[second + 2] >= 0
                && second + 2 + bytes[second + 1] == bytes.length;
    }

    /** Whether the SEQUENCE in an extension's OCTET STRING has no other fields than those of that tag. */
    public static boolean holdsOnly(byte[] octets, int tag) {
        var der = new Der(octets);
        if (der.valueEnd(0, octets.length, 0) != octets.length) {
            return false;
        }
        int sequence = der.content(0);
        if (octets[sequence] != SEQUENCE || der.valueEnd(sequence, octets.length, 0) != octets.length) {
            return false;
        }
        int field = der.content(sequence);
        while (field < octets.length && (octets[field] & 0xff) == tag) {
            field = der.valueEnd(field, octets.length, 0);
        }
        return field == octets.length;
    }

    /** Where the content of a proper value begins. */
    private int content(int start) {
        int length = bytes[start + 1] & 0xff;
        return start + 2 + (length < 0x80 ? 0 : length - 0x80);
    }

    /** Where the value that starts there ends; -1 if it is not proper. */
    private int valueEnd(int start, int limit, int depth) {
        if (depth > DEEPEST || limit - start < 2 || (bytes[start] & HIGH_TAG) == HIGH_TAG) {
            return -1;
        }
        int content = start + 2;
        int length = bytes[start + 1] & 0xff;
        if (length >= 0x80) {
            int octets = length - 0x80;
            if (octets == 0 || octets > 3 || limit - content < octets) {
                return -1;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | bytes[content + i] & 0xff;
            }
            if (length < 0x80 || octets > 1 && length >> 8 * (octets - 1) == 0) {
                return -1;
            }
            content += octets;
        }
        return length <= limit - content && isProper(start, content, content + length, depth) ? content + length : -1;
    }

    private boolean isProper(int start, int content, int end, int depth) {
        int tag = bytes[start] & 0xff;
        if ((tag & CONSTRUCTED) != 0) {
            int next = content;
            while (next >= 0 && next < end) {
                next = valueEnd(next, end, depth + 1);
            }
            return next == end;
        }
        if (tag == BOOLEAN) {
            return end - content == 1 && (bytes[content] == 0 || bytes[content] == (byte) 0xff);
        }
        return tag != INTEGER || isShortestInteger(content, end);
    }

    private boolean isShortestInteger(int content, int end) {
        if (end - content < 2) {
            return end > content;
        }
        // The first nine bits are not all alike, X.690 section 8.3.2.
        return !(bytes[content] == 0 && bytes[content + 1] >= 0) && !(bytes[content] == -1 && bytes[content + 1] < 0);
    }
}
