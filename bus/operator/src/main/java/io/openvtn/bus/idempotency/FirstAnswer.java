package io.openvtn.bus.idempotency;

import java.util.Map;
import java.util.Optional;

/**
 * What a request was answered with.
 *
 * @param requestHmac of what was asked for; see {@link RequestDigest}
 * @param headers those that belong to the answer's content
 * @param body JSON
 * @param secretIsLost why the body is not there; see {@link HandedOutOnce}
 */
record FirstAnswer(
        String requestHmac,
        int status,
        Map<String, String> headers,
        Optional<String> body,
        Optional<String> secretIsLost) {

    FirstAnswer {
        headers = Map.copyOf(headers);
    }
}
