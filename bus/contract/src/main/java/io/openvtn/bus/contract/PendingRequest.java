package io.openvtn.bus.contract;

/**
 * An operator's request that a VEN has not answered yet.
 *
 * @param requestId unique; on the wire only where the message has a requestID
 */
public record PendingRequest(String requestId, RequestKind kind) {}
