package io.openvtn.vtnapi.endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one request ends on a connection and the next begins, for requests whose head comes in one piece and says how long the body
 * is (RFC 9112 section 6.2). On a connection with any other the place is lost for good. It belongs to the connection's event loop.
 */
final class RequestBounds {

    private static final ByteBuf END_OF_HEAD =
            Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer("\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    private static final String PLAIN_VERSION = " HTTP/1.1\r\n";
    private static final Pattern LENGTH = header("content-length:[ \t]*(\\d{1,9})[ \t]*(?=\r\n)");
    /** What makes another end of the body, or a line of what is none for others. */
    private static final Pattern UNUSUAL = Pattern.compile(
            "\r\n(?:transfer-encoding|upgrade|content-length[ \t])|(?<!\r)\n|\r(?!\n)|\n[ \t]",
            Pattern.CASE_INSENSITIVE);
    /** Of what answers itself, or has an answer of its own, is nothing said by its bytes alone. */
    private static final Pattern SPECIAL = header("(?:expect|connection:[ \t]*+(?!keep-alive[ \t]*\r\n))");

    private long missing;
    private boolean lost;
    private boolean plain;

    private static Pattern header(String pattern) {
        return Pattern.compile("\r\n" + pattern, Pattern.CASE_INSENSITIVE);
    }

    /** Whether all that came belongs to whole requests. */
    boolean between() {
        return !lost && missing == 0;
    }

    /**
     * Takes note of what has come.
     *
     * @return whether one request is whole by that and nothing has come behind it, and it is of the kind that keeps its connection and
     *     has one answer
     */
    boolean take(ByteBuf bytes) {
        if (lost) {
            return false;
        }
        if (missing > 0) {
            return goOn(bytes.readableBytes());
        }
        int head = ByteBufUtil.indexOf(END_OF_HEAD, bytes);
        if (head < 0) {
            lost = true;
            return false;
        }
        int end = head + END_OF_HEAD.readableBytes();
        String text = bytes.toString(bytes.readerIndex(), end - bytes.readerIndex(), StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        if (UNUSUAL.matcher(text).find() || !length.find()) {
            lost = true;
            return false;
        }
        missing = Long.parseLong(length.group(1));
        if (length.find()) {
            lost = true;
            return false;
        }
        plain = text.startsWith(PLAIN_VERSION, text.indexOf("\r\n") + 2 - PLAIN_VERSION.length())
                && !SPECIAL.matcher(text).find();
        return goOn(bytes.writerIndex() - end);
    }

    private boolean goOn(int bytes) {
        missing -= bytes;
        lost = missing < 0;
        return plain && missing == 0;
    }
}
