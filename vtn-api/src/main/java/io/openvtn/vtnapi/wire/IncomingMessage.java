package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.VenRequest;

/**
 * A message as it came.
 *
 * @param enveloped whether it came in oadrPayload; its reply goes the same way
 */
public record IncomingMessage(VenRequest request, boolean enveloped) {}
