package io.openvtn.bench.fleet.options;

/** The command line asks for something that makes no sense; the message says what, for the person who typed it. */
public final class OptionException extends Exception {

    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message);
    }
}
