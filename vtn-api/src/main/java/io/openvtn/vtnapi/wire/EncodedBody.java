package io.openvtn.vtnapi.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body whose charset HTTP names. It rules over the XML declaration (RFC 7303 section 3); a declaration that could be meant
 * and reads other letters is a contradiction.
 */
final class EncodedBody {

    private static final int LONGEST_DECLARATION = 200;
    private static final Pattern DECLARATION = Pattern.compile("^\\uFEFF?\\s*<\\?xml\\s[^>]*\\?>");
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

    private final byte[] bytes;
    private final Charset charset;

    private EncodedBody(byte[] bytes, Charset charset) {
        this.bytes = bytes;
        this.charset = charset;
    }

    /**
     * The document as the parser reads it: by the charset that HTTP names, or as it is where HTTP names none.
     *
     * @throws UnreadableMessageException if the charset is not known, is not that of the bytes, or contradicts the declaration
     */
    static byte[] document(byte[] bytes, Optional<String> charset) throws UnreadableMessageException {
        boolean usual = charset.isEmpty() || charset.get().equalsIgnoreCase("utf-8") && !isDeclared(bytes);
        return usual ? bytes : new EncodedBody(bytes, named(charset.get())).document();
    }

    /** Whether it may begin with an XML declaration: with anything but the first element. */
    private static boolean isDeclared(byte[] bytes) {
        return bytes.length < 2 || bytes[0] != '<' || bytes[1] == '?';
    }

    private static Charset named(String name) throws UnreadableMessageException {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessageException("the Content-Type names a charset that this VTN does not know");
        }
    }

    private byte[] document() throws UnreadableMessageException {
        Optional<Charset> declared = declared();
        if (declared.isEmpty() && charset.equals(StandardCharsets.UTF_8) || declared.equals(Optional.of(charset))) {
            return bytes;
        }
        String text = text();
        if (declared.isPresent()) {
            String otherwise = new String(bytes, declared.get());
            // UTF-16 says nothing of bytes that are no UTF-16.
            boolean couldBeMeant = DECLARATION.matcher(otherwise).find();
            if (couldBeMeant && !otherwise.equals(text)) {
                throw new UnreadableMessageException(
                        "the Content-Type says %s and the XML declaration %s, and they read other letters"
                                .formatted(charset, declared.get()));
            }
        }
        return DECLARATION.matcher(text).replaceFirst("").getBytes(StandardCharsets.UTF_8);
    }

    private String text() throws UnreadableMessageException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableMessageException("the body is not in %s, as its Content-Type says".formatted(charset));
        }
    }

    /** What the declaration says, read by the charset of HTTP: it rules. */
    private Optional<Charset> declared() {
        String start = new String(bytes, 0, Math.min(bytes.length, 2 * LONGEST_DECLARATION), charset);
        Matcher declaration = DECLARATION.matcher(start);
        if (!declaration.find()) {
            return Optional.empty();
        }
        Matcher encoding = ENCODING.matcher(declaration.group());
        return encoding.find() && Charset.isSupported(encoding.group(1))
                ? Optional.of(Charset.forName(encoding.group(1)))
                : Optional.empty();
    }
}
