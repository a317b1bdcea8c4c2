package io.openvtn.bench.polls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What comes over a connection until it is a whole HTTP answer with a Content-Length, as the VTN's all have one. */
final class Answer {

    private static final int LARGEST = 1 << 20;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,7})\r\n");

    private byte[] bytes = new byte[4_096];
    private int length;
    /** How long it is as a whole; -1 as long as its head has not come. */
    private int whole = -1;

    /** @throws IllegalStateException if it is no answer that a VEN could read */
    void add(ByteBuf part) {
        int more = part.readableBytes();
        if (length + more > bytes.length) {
            if (length + more > LARGEST) {
                throw new IllegalStateException("an answer of more than %d bytes".formatted(LARGEST));
            }
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
        part.readBytes(bytes, length, more);
        length += more;
        if (whole < 0) {
            readHead();
        }
    }

    private void readHead() {
        String text = text();
        int end = text.indexOf(END_OF_HEAD);
        if (end >= 0) {
            var said = LENGTH.matcher(text.substring(0, end + 2));
            if (!said.find()) {
                throw new IllegalStateException("an answer without Content-Length");
            }
            whole = end + END_OF_HEAD.length() + Integer.parseInt(said.group(1));
        }
    }

    boolean isWhole() {
        return whole >= 0 && length >= whole;
    }

    boolean is(byte[] other) {
        return Arrays.equals(bytes, 0, length, other, 0, other.length);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** For the next one. */
    void clear() {
        length = 0;
        whole = -1;
    }
}
