package io.openvtn.vtnapi.fleet;

/** Kafka has not acknowledged a VEN's message: the VEN has to send it again. */
public final class NotDurableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotDurableException(Throwable cause) {
        super("not acknowledged by Kafka: " + cause, cause);
    }
}
