package io.openvtn.vtnapi.identity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The last element of an {@code x-forwarded-client-cert} value: what the hop nearest to us says of its client. Elements are
 * separated by commas, their {@code Key=Value} pairs by semicolons, and a value in quotes may hold both, as Envoy's
 * documentation of the header has it.
 */
final class EnvoyElement {

    private final String value;
    private Map<String, String> pairs = new LinkedHashMap<>();
    private final StringBuilder token = new StringBuilder();
    private String key = "";

    private EnvoyElement(String value) {
        this.value = value;
    }

    static EnvoyElement last(String value) throws UnreadableHeaderException {
        var element = new EnvoyElement(value);
        element.parse();
        return element;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(pairs.get(name.toLowerCase(Locale.ROOT)));
    }

    private void parse() throws UnreadableHeaderException {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\' && i + 1 < value.length()) {
                token.append(value.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                token.append(c);
            } else {
                separator(c);
            }
        }
        if (quoted) {
            throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
        }
        finishPair();
    }

    private void separator(char c) throws UnreadableHeaderException {
        if (c == '=' && key.isEmpty()) {
            key = token.toString().strip().toLowerCase(Locale.ROOT);
            token.setLength(0);
        } else if (c == ';') {
            finishPair();
        } else if (c == ',') {
            finishPair();
            pairs = new LinkedHashMap<>();
        } else {
            token.append(c);
        }
    }

    private void finishPair() throws UnreadableHeaderException {
        if (key.isEmpty() || pairs.put(key, token.toString()) != null && !key.equals("uri") && !key.equals("dns")) {
            // URI and DNS stand there once for each name of the certificate.
            throw new UnreadableHeaderException(key.isEmpty() ? Reason.HEADER_ENCODING : Reason.HEADER_REPEATED);
        }
        key = "";
        token.setLength(0);
    }
}
