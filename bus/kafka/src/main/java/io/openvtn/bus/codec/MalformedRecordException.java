package io.openvtn.bus.codec;

/** A record's value is not the JSON that its topic promises. The consumer counts it, says where it lies, and goes on. */
public final class MalformedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message);
    }

    MalformedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
