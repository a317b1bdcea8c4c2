package io.openvtn.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages texts, the same for the same seed. Not thread safe. */
final class Mutation {

    private static final int MOST_DAMAGES = 4;
    private static final int LONGEST_COPY = 2_000;
    private static final int LARGEST = 60_000;
    /** What parsers, calendars, databases and logs have been seen to stumble over. */
    private static final List<byte[]> ODD = List.of(
            bytes("\0"),
            bytes("&#0;"),
            bytes("&#x10FFFF;"),
            bytes("]]>"),
            bytes("<![CDATA["),
            bytes("<!--"),
            bytes("<!DOCTYPE x [<!ENTITY a \"b\">]>&a;"),
            bytes("<?x y?>"),
            bytes("xsi:nil=\"true\" "),
            bytes("xmlns=\"\" "),
            bytes("NaN"),
            bytes("-INF"),
            bytes("1e999999"),
            bytes("-9223372036854775809"),
            bytes("99999999999999999999999999999999"),
            bytes("P999999999Y"),
            bytes("PT-1S"),
            bytes("+999999999-12-31T23:59:59Z"),
            bytes("0000-00-00T00:00:00Z"),
            bytes("null"),
            bytes("{}"),
            bytes("[]"),
            bytes("\\u0000"),
            bytes("\\ud800"),
            bytes("\u202e"),
            bytes("\ufeff"),
            bytes("'; drop table ven; --"),
            bytes("${jndi:ldap://localhost/x}"),
            bytes("../../../../etc/passwd"),
            bytes("\r\n"),
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xff, (byte) 0xfe});

    private final Random random;

    Mutation(long seed) {
        this.random = new Random(seed);
    }

    /** One of them. */
    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A copy with one to four damages. */
    byte[] of(byte[] text) {
        byte[] damaged = text.clone();
        for (int left = 1 + random.nextInt(1 + random.nextInt(MOST_DAMAGES)); left > 0; left--) {
            damaged = damagedOnce(damaged);
        }
        return damaged.length > LARGEST ? Arrays.copyOf(damaged, LARGEST) : damaged;
    }

    private byte[] damagedOnce(byte[] text) {
        if (text.length == 0) {
            return any(ODD);
        }
        int at = random.nextInt(text.length);
        int end = Math.min(text.length, at + 1 + random.nextInt(random.nextInt(8) == 0 ? LONGEST_COPY : 30));
        byte[] part = Arrays.copyOfRange(text, at, end);
        // Most of all values: what is no XML or no JSON gets no further than the parser.
        return switch (random.nextInt(12)) {
            case 0 -> replaced(text, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> replaced(text, at, end, new byte[0]);
            case 2 -> replaced(text, at, at, part);
            case 3 -> replaced(text, at, at, any(ODD));
            case 4 -> Arrays.copyOf(text, at);
            case 5, 6 -> value(text, at, Arrays.copyOfRange(text, at, end));
            default -> value(text, at, any(ODD));
        };
    }

    /** In the place of the text between the next two delimiters: an element's or a field's value, most of the time. */
    private static byte[] value(byte[] text, int from, byte[] instead) {
        int start = next(text, from) + 1;
        return start >= text.length ? text : replaced(text, start, next(text, start), instead);
    }

    private static int next(byte[] text, int from) {
        int at = from;
        while (at < text.length && "<>\":,{}[]".indexOf(text[at]) < 0) {
            at++;
        }
        return at;
    }

    private static byte[] replaced(byte[] text, int from, int to, byte[] instead) {
        var out = new ByteArrayOutputStream(text.length + instead.length);
        out.write(text, 0, from);
        out.writeBytes(instead);
        out.write(text, to, text.length - to);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
