package io.openvtn.vtnapi.wire;

/** The body is no XML that this VTN reads: a transport error, HTTP 400. */
public final class UnreadableMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableMessageException(String message) {
        super(message);
    }
}
