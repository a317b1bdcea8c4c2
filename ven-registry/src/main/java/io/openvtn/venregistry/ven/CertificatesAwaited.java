package io.openvtn.venregistry.ven;

import java.util.Map;

/**
 * VENs wait for certificates from now on; fired in the transaction that says so.
 *
 * @param venIds by the last 10 bytes of the certificate's SHA-256, 20 hex digits
 */
public record CertificatesAwaited(Map<String, String> venIds) {}
