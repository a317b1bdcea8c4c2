package io.openvtn.vtnapi.identity;

import io.openvtn.vtnapi.identity.Verdict.Reason;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says whether a certificate is a VEN's: RFC 5280's path validation, and the checks that the JDK's leaves out. It knows
 * nothing of revocation or of VENs. Thread safe; does no I/O.
 */
final class CertificateVerifier {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int LONGEST_SERIAL_BITS = 160;
    private static final Set<Integer> EC_FIELD_BITS = Set.of(256, 384);
    private static final Set<String> SIGNATURES = Set.of(
            "SHA256WITHRSA", "SHA384WITHRSA", "SHA512WITHRSA", "SHA256WITHECDSA", "SHA384WITHECDSA", "SHA512WITHECDSA");

    Verdict verify(X509Certificate leaf, TrustedAuthorities authorities, Instant now) {
        return leafProblem(leaf)
                .or(() -> dateProblem(leaf, now))
                .or(() -> pathProblem(leaf, authorities, now))
                .or(() -> usageProblem(leaf))
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(Verdict.Accepted::new);
    }

    private static Optional<Reason> leafProblem(X509Certificate leaf) {
        if (leaf.getVersion() != 3
                || !SIGNATURES.contains(leaf.getSigAlgName().toUpperCase(Locale.ROOT))
                || !isStrong(leaf.getPublicKey())) {
            return Optional.of(Reason.ALGORITHM);
        }
        // 20 octets at most and positive, RFC 5280 section 4.1.2.2
        if (leaf.getSerialNumber().signum() <= 0 || leaf.getSerialNumber().bitLength() >= LONGEST_SERIAL_BITS) {
            return Optional.of(Reason.SERIAL);
        }
        boolean selfIssued = leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
        return leaf.getBasicConstraints() >= 0 || selfIssued ? Optional.of(Reason.NOT_A_LEAF) : Optional.empty();
    }

    private static boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= 2048 && bits <= 4096;
        }
        return key instanceof ECPublicKey ec
                && EC_FIELD_BITS.contains(ec.getParams().getCurve().getField().getFieldSize());
    }

    private static Optional<Reason> dateProblem(X509Certificate certificate, Instant now) {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of(Reason.EXPIRED);
        }
        return now.isBefore(certificate.getNotBefore().toInstant())
                ? Optional.of(Reason.NOT_YET_VALID)
                : Optional.empty();
    }

    private static Optional<Reason> pathProblem(X509Certificate leaf, TrustedAuthorities authorities, Instant now) {
        List<X509Certificate> issuers = authorities.intermediates().stream()
                .filter(issuer -> issuer.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()))
                .toList();
        boolean fromAnchor = authorities.anchors().stream()
                .anyMatch(anchor -> anchor.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()));
        if (authorities.anchors().isEmpty() || issuers.isEmpty() && !fromAnchor) {
            return Optional.of(Reason.UNKNOWN_ISSUER);
        }
        try {
            X509Certificate anchor = anchorOf(leaf, authorities, now);
            // The JDK ignores an anchor's own dates and constraints.
            return anchor.getBasicConstraints() < 0 ? Optional.of(Reason.PATH) : dateProblem(anchor, now);
        } catch (GeneralSecurityException e) {
            boolean outdated = Stream.concat(issuers.stream(), authorities.anchors().stream())
                    .anyMatch(authority -> dateProblem(authority, now).isPresent());
            return Optional.of(outdated ? Reason.EXPIRED : Reason.PATH);
        }
    }

    private static X509Certificate anchorOf(X509Certificate leaf, TrustedAuthorities authorities, Instant now)
            throws GeneralSecurityException {
        var selector = new X509CertSelector();
        selector.setCertificate(leaf);
        Set<TrustAnchor> anchors = authorities.anchors().stream()
                .map(anchor -> new TrustAnchor(anchor, null))
                .collect(Collectors.toSet());
        var parameters = new PKIXBuilderParameters(anchors, selector);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(authorities.intermediates())));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(leaf))));
        // Status comes from the registry, for each request.
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        var path =
                (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
        return path.getTrustAnchor().getTrustedCert();
    }

    private static Optional<Reason> usageProblem(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        if (usage == null || !usage[0]) {
            return Optional.of(Reason.KEY_USAGE);
        }
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            return purposes == null || !purposes.contains(CLIENT_AUTH)
                    ? Optional.of(Reason.EXTENDED_KEY_USAGE)
                    : Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.of(Reason.EXTENDED_KEY_USAGE);
        }
    }
}
