package io.openvtn.vtnapi.presenting;

import io.openvtn.vtnapi.certificate.Reason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one element of an {@code x-forwarded-client-cert} value: {@code Key=Value} pairs with semicolons between them, as Envoy's
 * documentation of the header has it.
 *
 * <p>Envoy writes names that the client chose, those of URI and DNS, as they are, at the end and without quotes. So there is
 * no second element, whatever a comma looks like; after them comes no other key; and what does not parse whole is refused.
 */
final class EnvoyElement {

    /** In the order in which Envoy writes them. */
    private enum Key {
        BY,
        HASH,
        CERT,
        CHAIN,
        SUBJECT,
        URI,
        DNS
    }

    /** These stand there once for each name of a certificate. */
    private static final Set<Key> REPEATED = Set.of(Key.BY, Key.URI, Key.DNS);

    private final String value;
    private final Map<Key, String> pairs = new EnumMap<>(Key.class);
    private Key last = Key.BY;
    private int at;

    private EnvoyElement(String value) {
        this.value = value;
    }

    static EnvoyElement only(String value) throws UnreadableHeaderException {
        var element = new EnvoyElement(value);
        element.parse();
        return element;
    }

    /** The client's certificate, percent-escaped PEM. */
    Optional<String> cert() {
        return Optional.ofNullable(pairs.get(Key.CERT));
    }

    /** SHA-256 of the client's certificate in hex. */
    Optional<String> hash() {
        return Optional.ofNullable(pairs.get(Key.HASH));
    }

    private void parse() throws UnreadableHeaderException {
        pair();
        while (at < value.length()) {
            if (value.charAt(at) != ';') {
                throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
            }
            at++;
            if (!skippedMoreOfBy()) {
                pair();
            }
        }
    }

    /** A name of the proxy's own certificate may hold semicolons: what follows one is no pair then. */
    private boolean skippedMoreOfBy() throws UnreadableHeaderException {
        if (last != Key.BY || key(at).isPresent()) {
            return false;
        }
        unquoted();
        return true;
    }

    private void pair() throws UnreadableHeaderException {
        Key key = key(at).orElseThrow(() -> new UnreadableHeaderException(Reason.HEADER_ENCODING));
        if (key.compareTo(last) < 0) {
            throw new UnreadableHeaderException(
                    pairs.containsKey(key) ? Reason.HEADER_REPEATED : Reason.HEADER_ENCODING);
        }
        last = key;
        at += key.name().length() + 1;
        String text = at < value.length() && value.charAt(at) == '"' ? quoted() : unquoted();
        if (pairs.put(key, text) != null && !REPEATED.contains(key)) {
            throw new UnreadableHeaderException(Reason.HEADER_REPEATED);
        }
    }

    private Optional<Key> key(int from) {
        int end = value.indexOf('=', from);
        if (end < 0) {
            return Optional.empty();
        }
        String name = value.substring(from, end).toUpperCase(Locale.ROOT);
        for (Key key : Key.values()) {
            if (key.name().equals(name)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Up to the next semicolon; a comma would begin another element, and a quotation mark has no business there. */
    private String unquoted() throws UnreadableHeaderException {
        int begin = at;
        while (at < value.length() && value.charAt(at) != ';') {
            if (value.charAt(at) == ',') {
                throw new UnreadableHeaderException(Reason.HEADER_CHAIN);
            } else if (value.charAt(at) == '"') {
                throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
            }
            at++;
        }
        return value.substring(begin, at);
    }

    private String quoted() throws UnreadableHeaderException {
        var text = new StringBuilder();
        at++;
        while (at < value.length() && value.charAt(at) != '"') {
            if (value.charAt(at) == '\\' && at + 1 < value.length()) {
                at++;
            }
            text.append(value.charAt(at));
            at++;
        }
        if (at == value.length()) {
            throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
        }
        at++;
        if (at < value.length() && value.charAt(at) == ',') {
            throw new UnreadableHeaderException(Reason.HEADER_CHAIN);
        }
        return text.toString();
    }
}
