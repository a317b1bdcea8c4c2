package io.openvtn.bus.contract;

import java.time.Instant;

/**
 * A certificate that proves to be a VEN.
 *
 * @param sha256 SHA-256 of the certificate's DER, 64 lower-case hex digits
 * @param status only a {@code valid} binding admits its VEN
 */
public record Binding(String sha256, Instant notBefore, Instant notAfter, CertificateStatus status) {}
