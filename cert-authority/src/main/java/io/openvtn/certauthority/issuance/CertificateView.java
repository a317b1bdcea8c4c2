package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.order.LeafProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        String certificate,

        @Schema(description = "in the answer to a revocation alone: what was revoked with it, by SHA-256")
        Optional<List<String>> alsoRevoked) {

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
                Certificates.pem(certificate),
                Optional.empty());
    }

    /** As the answer to its revocation. */
    public CertificateView with(List<String> alsoRevoked) {
        return new CertificateView(
                sha256,
                serial,
                openAdrFingerprint,
                profile,
                venName,
                subject,
                issuer,
                notBefore,
                notAfter,
                status,
                revocationReason,
                revokedAt,
                supersededAt,
                certificate,
                Optional.of(alsoRevoked));
    }
}
