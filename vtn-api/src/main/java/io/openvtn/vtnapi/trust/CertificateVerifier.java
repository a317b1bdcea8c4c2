package io.openvtn.vtnapi.trust;

import io.openvtn.vtnapi.certificate.CertificateRules;
import io.openvtn.vtnapi.certificate.Reason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says whether a certificate is a VEN's: RFC 5280's path validation, and the checks that the JDK's leaves out. It knows
 * nothing of VENs, nor of what the registry has revoked. Thread safe; does no I/O.
 */
public final class CertificateVerifier {

    Verdict verify(X509Certificate leaf, TrustedAuthorities authorities, Instant now) {
        Optional<Reason> problem = leafProblem(leaf)
                .or(() -> CertificateRules.isSelfIssued(leaf) ? Optional.of(Reason.SELF_SIGNED) : Optional.empty());
        if (problem.isPresent()) {
            return new Verdict.Refused(problem.get());
        }
        Reason furthest = Reason.UNKNOWN_ISSUER;
        for (AuthorityPath path : authorities.pathsFrom(leaf.getIssuerX500Principal())) {
            Verdict verdict = verifyBelow(path, leaf, now);
            if (!(verdict instanceof Verdict.Refused refused)) {
                return verdict;
            }
            // Of several CAs of one name, the one that got furthest is the one that issued it.
            furthest = refused.reason().compareTo(furthest) > 0 ? refused.reason() : furthest;
        }
        return new Verdict.Refused(furthest);
    }

    /**
     * Says whether a self-signed certificate may stand for itself, bound as it is: everything that an anchor would vouch
     * for, the dates among it, comes from the binding then.
     */
    Verdict verifyPinned(X509Certificate leaf) {
        return leafProblem(leaf)
                .or(() -> CertificateRules.keyUsageProblem(leaf))
                .or(() -> CertificateRules.purposeProblem(leaf, true))
                .or(() -> CertificateRules.extensionProblem(leaf))
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Accepted(Instant.MIN, Instant.MAX));
    }

    private static Optional<Reason> leafProblem(X509Certificate leaf) {
        return CertificateRules.algorithmProblem(leaf)
                .or(() -> CertificateRules.serialProblem(leaf))
                .or(() -> leaf.getBasicConstraints() >= 0 ? Optional.of(Reason.NOT_A_LEAF) : Optional.empty());
    }

    private static Verdict verifyBelow(AuthorityPath path, X509Certificate leaf, Instant now) {
        return path.pathProblem(leaf, now)
                .or(() -> CertificateRules.dateProblem(leaf, now))
                .or(() -> path.dateProblem(now))
                .or(path::flaw)
                .or(() -> CertificateRules.keyUsageProblem(leaf))
                .or(() -> path.policyProblem(leaf))
                .or(() -> CertificateRules.extensionProblem(leaf))
                .or(() -> path.statusProblem(leaf, now))
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> Verdict.Accepted.within(Stream.concat(Stream.of(leaf), path.authorities().stream())
                                .toList())
                        .until(path.status().closesAt()));
    }
}
