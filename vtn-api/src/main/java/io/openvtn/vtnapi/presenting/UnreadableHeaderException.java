package io.openvtn.vtnapi.presenting;

import io.openvtn.vtnapi.certificate.Reason;

/** A header that does not hold a certificate in its form. Costs no stack trace: whoever can send requests can cause it. */
final class UnreadableHeaderException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnreadableHeaderException(Reason reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
