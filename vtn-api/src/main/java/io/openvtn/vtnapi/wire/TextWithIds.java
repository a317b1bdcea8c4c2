package io.openvtn.vtnapi.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text that was written with one ID, and is to be had with any other {@linkplain PlainId plain} one. Immutable. */
final class TextWithIds {

    private final byte[][] pieces;
    private final int length;

    private TextWithIds(byte[][] pieces) {
        this.pieces = pieces;
        this.length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
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
        return new TextWithIds(pieces.toArray(byte[][]::new));
    }

    /** How long it is with an ID of that length, in bytes. */
    int length(int ofId) {
        return length + (pieces.length - 1) * ofId;
    }

    byte[] with(byte[] id) {
        byte[] whole = new byte[length(id.length)];
        put(whole, 0, id);
        return whole;
    }

    /**
     * Writes it with that ID into a longer text.
     *
     * @param at where it begins there
     * @return where it ends there
     */
    int put(byte[] whole, int at, byte[] id) {
        int end = copy(pieces[0], whole, at);
        for (int i = 1; i < pieces.length; i++) {
            end = copy(id, whole, end);
            end = copy(pieces[i], whole, end);
        }
        return end;
    }

    private static int copy(byte[] piece, byte[] whole, int at) {
        System.arraycopy(piece, 0, whole, at, piece.length);
        return at + piece.length;
    }
}
