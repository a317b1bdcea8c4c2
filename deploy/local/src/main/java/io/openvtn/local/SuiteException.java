package io.openvtn.local;

/** The suite cannot run; the message tells a person why and what to do. */
final class SuiteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SuiteException(String message) {
        super(message);
    }
}
