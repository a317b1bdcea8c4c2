package io.openvtn.local.process;

/** The suite cannot run; the message tells a person why and what to do. */
public final class SuiteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SuiteException(String message) {
        super(message);
    }
}
