package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.MessageKind;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VtnReply;
import java.util.Optional;

/**
 * Well-formed XML that is no valid message. It is answered with {@link #code()} and this exception's message in the typed
 * reply of its root element.
 */
public final class InvalidMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ResponseCode code;
    private final String rootElement;
    private final String requestId;
    private final transient Optional<String> venId;
    private final boolean enveloped;

    InvalidMessageException(ResponseCode code, String description, Scan scan) {
        super(description);
        this.code = code;
        this.rootElement = scan.rootElement();
        this.requestId = scan.requestId();
        this.venId = scan.venId();
        this.enveloped = scan.enveloped();
    }

    /** The typed reply of its root element; oadrResponse to one that is not known. */
    public VtnReply refusal(String vtnId) {
        return MessageKind.of(rootElement)
                .orElse(MessageKind.RESPONSE)
                .refusal(code, getMessage(), requestId, Optional.empty(), vtnId);
    }

    /** 453 for a message that is not OpenADR 2.0b's, 454 for one that its schema refuses. */
    public ResponseCode code() {
        return code;
    }

    /** Of the message inside the envelope; empty when an envelope holds none. */
    public String rootElement() {
        return rootElement;
    }

    /** As far as it could be found; else empty. */
    public String requestId() {
        return requestId;
    }

    /** As far as it could be found; never proof of anything. */
    public Optional<String> venId() {
        return venId;
    }

    /** Whether it came in oadrPayload; its reply goes the same way. */
    public boolean enveloped() {
        return enveloped;
    }
}
