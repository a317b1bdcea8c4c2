package io.openvtn.vtnapi.presenting;

import io.openvtn.vtnapi.certificate.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * How certificates are written in header values. For each certificate and each way of writing there is exactly one text, and
 * nothing else is read: no second escaping, no text beside the armour, no base64 with spare bits or without its padding.
 */
final class CertificateText {

    /** What RFC 3986 section 2.3 never escapes. */
    static final String UNRESERVED = "-._~";

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final int LINE = 64;
    private static final int MOST_CERTIFICATES = 5;

    private CertificateText() {}

    /**
     * Undoes percent escapes, once.
     *
     * @param raw the characters beside letters and digits that the sender leaves as they are
     */
    static String unescape(String text, String raw) throws UnreadableHeaderException {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                c = escaped(text, i);
                i += 2;
                if (c == '%') {
                    throw new UnreadableHeaderException(Reason.DOUBLE_ENCODING);
                }
            } else if (!isAlphanumeric(c) && raw.indexOf(c) < 0) {
                throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static char escaped(String text, int at) throws UnreadableHeaderException {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
        if (low < 0 || high > 7) {
            throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
        }
        return (char) (high << 4 | low);
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** One PEM block after the other, lines of 64 as RFC 7468 section 2 has them written. */
    static List<byte[]> pem(String text) throws UnreadableHeaderException {
        List<byte[]> certificates = new ArrayList<>();
        String rest = text.replace("\r\n", "\n");
        while (!rest.isEmpty()) {
            int end = rest.indexOf(END);
            if (!rest.startsWith(BEGIN + "\n") || end < 0) {
                throw new UnreadableHeaderException(Reason.HEADER_ARMOUR);
            }
            certificates.add(base64(joined(rest.substring(BEGIN.length() + 1, end))));
            rest = rest.substring(end + END.length());
            // The last line end is often cut off.
            if (rest.startsWith("\n")) {
                rest = rest.substring(1);
            } else if (!rest.isEmpty()) {
                throw new UnreadableHeaderException(Reason.HEADER_ARMOUR);
            }
        }
        return bounded(certificates);
    }

    private static String joined(String lines) throws UnreadableHeaderException {
        var text = new StringBuilder(lines.length());
        int start = 0;
        while (start < lines.length()) {
            int end = lines.indexOf('\n', start);
            boolean last = end == lines.length() - 1;
            if (end < 0 || end - start > LINE || end == start || !last && end - start != LINE) {
                throw new UnreadableHeaderException(Reason.HEADER_ARMOUR);
            }
            text.append(lines, start, end);
            start = end + 1;
        }
        return text.toString();
    }

    /** A PEM block with a space in place of each line end, but for the last. */
    static byte[] spacedPem(String text) throws UnreadableHeaderException {
        if (!text.startsWith(BEGIN + " ") || !text.endsWith(" " + END)) {
            throw new UnreadableHeaderException(Reason.HEADER_ARMOUR);
        }
        String lines = text.substring(BEGIN.length() + 1, text.length() - END.length());
        if (lines.indexOf('-') >= 0) {
            throw new UnreadableHeaderException(Reason.HEADER_CHAIN);
        }
        return base64(joined(lines.replace(' ', '\n')));
    }

    /** Armour and base64 on one line, with or without spaces for line ends. */
    static byte[] oneLinePem(String text) throws UnreadableHeaderException {
        if (text.startsWith(BEGIN + " ")) {
            return spacedPem(text);
        }
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() < BEGIN.length() + END.length()) {
            throw new UnreadableHeaderException(Reason.HEADER_ARMOUR);
        }
        return base64(text.substring(BEGIN.length(), text.length() - END.length()));
    }

    /** Base64 of several certificates with commas between them. */
    static List<byte[]> commaSeparated(String text) throws UnreadableHeaderException {
        List<byte[]> certificates = new ArrayList<>();
        for (String one : text.split(",", MOST_CERTIFICATES + 1)) {
            certificates.add(base64(one));
        }
        return bounded(certificates);
    }

    private static List<byte[]> bounded(List<byte[]> certificates) throws UnreadableHeaderException {
        if (certificates.isEmpty() || certificates.size() > MOST_CERTIFICATES) {
            throw new UnreadableHeaderException(Reason.HEADER_CHAIN);
        }
        return certificates;
    }

    static byte[] base64(String text) throws UnreadableHeaderException {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            byte[] bytes = Base64.getDecoder().decode(ascii);
            if (bytes.length > 0 && Arrays.equals(Base64.getEncoder().encode(bytes), ascii)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableHeaderException(Reason.HEADER_BASE64);
        }
        throw new UnreadableHeaderException(Reason.HEADER_BASE64);
    }
}
