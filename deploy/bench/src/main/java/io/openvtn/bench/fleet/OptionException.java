package io.openvtn.bench.fleet;

/** The command line asks for something that makes no sense; the message says what, for the person who typed it. */
final class OptionException extends Exception {

    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message);
    }
}
