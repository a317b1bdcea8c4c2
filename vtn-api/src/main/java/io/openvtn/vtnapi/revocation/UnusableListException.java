package io.openvtn.vtnapi.revocation;

/** A revocation list that must not be used, or could not be had; the message says why. */
public final class UnusableListException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableListException(String message) {
        super(message);
    }

    UnusableListException(String message, Throwable cause) {
        super(message, cause);
    }
}
