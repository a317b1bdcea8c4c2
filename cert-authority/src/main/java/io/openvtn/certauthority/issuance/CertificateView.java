package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.certauthority.authority.Certificates;
import java.time.Instant;
import java.util.Optional;

/** A certificate as operators see it. */
public record CertificateView(
        String sha256,
        String serial,
        String openAdrFingerprint,
        LeafProfile profile,
        Optional<String> venName,
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        CertificateStatus status,
        Optional<String> revocationReason,
        Optional<Instant> revokedAt,
        Optional<Instant> supersededAt,
        String certificate) {

    static CertificateView of(CertificateEntity row) {
        var certificate = Certificates.parse(row.certificate);
        return new CertificateView(
                row.sha256,
                row.serial,
                Certificates.openAdrFingerprint(certificate),
                row.profile,
                Optional.ofNullable(row.venName),
                row.subject,
                row.issuer,
                row.notBefore,
                row.notAfter,
                row.status,
                Optional.ofNullable(row.revocationReason),
                Optional.ofNullable(row.revokedAt),
                Optional.ofNullable(row.supersededAt),
                Certificates.pem(certificate));
    }
}
