package io.openvtn.vtnapi.trust;

/** Configured trust that must not be used as it is; the message is for the operator. */
final class UnusableAnchorException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableAnchorException(String message) {
        super(message);
    }

    UnusableAnchorException(String message, Throwable cause) {
        super(message, cause);
    }
}
