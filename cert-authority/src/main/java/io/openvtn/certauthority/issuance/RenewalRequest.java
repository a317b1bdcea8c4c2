package io.openvtn.certauthority.issuance;

import java.time.Duration;
import java.util.Optional;

/**
 * How a certificate is to be followed by another one. Without csr and keyAlgorithm its key stays.
 *
 * @param overlap how long the former certificate stays valid; the configured one when absent
 */
record RenewalRequest(
        Optional<String> csr,
        Optional<String> keyAlgorithm,
        Optional<String> format,
        Optional<String> password,
        Optional<Duration> lifetime,
        Optional<Duration> overlap) {

    static final RenewalRequest SAME_KEY = new RenewalRequest(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    boolean keepsKey() {
        return csr.isEmpty() && keyAlgorithm.isEmpty();
    }
}
