package io.openvtn.bench.fleet.message;

/** What came is not XML, or not a message of OpenADR 2.0b; the message says what is wrong with it. */
public final class UnreadableReplyException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableReplyException(String message) {
        super(message);
    }
}
