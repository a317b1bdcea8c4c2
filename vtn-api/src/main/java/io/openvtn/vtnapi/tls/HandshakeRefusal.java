package io.openvtn.vtnapi.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.internal.tcnative.CertificateVerifier;
import io.openvtn.vtnapi.certificate.Reason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;

/** What a refused client is told in the handshake: the TLS alert that fits the reason (RFC 5246 section 7.2.2). */
enum HandshakeRefusal {
    /** certificate_expired (45) */
    EXPIRED(BasicReason.EXPIRED),
    /** certificate_revoked (44) */
    REVOKED(BasicReason.REVOKED),
    /** certificate_unknown (46): the certificate may be good, but nobody can say so at this moment */
    UNDECIDED(BasicReason.UNDETERMINED_REVOCATION_STATUS),
    /** unknown_ca (48) */
    UNKNOWN_CA(PKIXReason.NO_TRUST_ANCHOR),
    /** unsupported_certificate (43) */
    UNSUPPORTED(BasicReason.UNSPECIFIED),
    /** bad_certificate (42) */
    BAD(BasicReason.UNSPECIFIED);

    private final CertPathValidatorException.Reason reason;

    HandshakeRefusal(CertPathValidatorException.Reason reason) {
        this.reason = reason;
    }

    static HandshakeRefusal of(Reason reason) {
        return switch (reason) {
            case EXPIRED, AUTHORITY_EXPIRED -> EXPIRED;
            case REVOKED_BY_AUTHORITY -> REVOKED;
            case REVOCATION_UNKNOWN -> UNDECIDED;
            case UNKNOWN_ISSUER, SELF_SIGNED, PATH -> UNKNOWN_CA;
            case ALGORITHM, KEY_USAGE, EXTENDED_KEY_USAGE, ISSUING_CA, POLICY, CRITICAL_EXTENSION -> UNSUPPORTED;
            default -> BAD;
        };
    }

    /** In the terms of the TLS provider at work. */
    CertificateException exception(String message) {
        var cause = new CertPathValidatorException(message, null, null, -1, reason);
        return OpenSsl.isAvailable()
                ? new OpenSslCertificateException(message, cause, boringSslError())
                : new CertificateException(message, cause);
    }

    /** Asked of the native library, so only where it is loaded. */
    private int boringSslError() {
        return switch (this) {
            case EXPIRED -> CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED;
            case REVOKED -> CertificateVerifier.X509_V_ERR_CERT_REVOKED;
            case UNDECIDED -> CertificateVerifier.X509_V_ERR_CRL_PATH_VALIDATION_ERROR;
            case UNKNOWN_CA -> CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
            case UNSUPPORTED -> CertificateVerifier.X509_V_ERR_INVALID_PURPOSE;
            case BAD -> CertificateVerifier.X509_V_ERR_CERT_UNTRUSTED;
        };
    }
}
