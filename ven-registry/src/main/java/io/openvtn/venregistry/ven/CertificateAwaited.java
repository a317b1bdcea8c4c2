package io.openvtn.venregistry.ven;

/**
 * A VEN waits for the certificate of that OpenADR fingerprint from now on; fired in the transaction that says so.
 *
 * @param shortForm the last 10 bytes of the SHA-256, 20 hex digits
 */
public record CertificateAwaited(String shortForm, String venId) {}
