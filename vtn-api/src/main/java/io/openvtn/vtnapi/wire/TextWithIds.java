package io.openvtn.vtnapi.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text that was written with one ID, and is to be had with any other {@linkplain PlainId plain} one. Immutable. */
final class TextWithIds {

    private final List<byte[]> pieces;

    private TextWithIds(List<byte[]> pieces) {
        this.pieces = pieces;
    }

    /** @param id that stands in the text for others; nothing else in it is written so */
    static TextWithIds of(byte[] text, String id) {
        // Each byte is a letter, so that places in one are places in the other.
        String letters = new String(text, StandardCharsets.ISO_8859_1);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int at = letters.indexOf(id); at >= 0; at = letters.indexOf(id, from)) {
            pieces.add(Arrays.copyOfRange(text, from, at));
            from = at + id.length();
        }
        pieces.add(Arrays.copyOfRange(text, from, text.length));
        return new TextWithIds(List.copyOf(pieces));
    }

    /** How long it is without its IDs, in bytes. */
    int length() {
        return pieces.stream().mapToInt(piece -> piece.length).sum();
    }

    /** Adds the text with that ID to the parts of a longer one. */
    void addTo(List<byte[]> parts, byte[] id) {
        parts.add(pieces.get(0));
        for (int i = 1; i < pieces.size(); i++) {
            parts.add(id);
            parts.add(pieces.get(i));
        }
    }
}
