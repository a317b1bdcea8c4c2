package io.openvtn.venregistry.ven;

/** Somebody else was faster: what was looked at is not so any more. The transaction has to be begun anew. */
public final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OvertakenException(String message) {
        super(message);
    }
}
