package io.openvtn.vtnapi.trust;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.vtnapi.certificate.CertificateRules;
import io.openvtn.vtnapi.certificate.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * One way from an issuing CA up to its anchor. The CAs are judged once; a leaf costs one signature check then, unless one
 * of them constrains the names or policies below it.
 *
 * @param authorities the issuing CA first, the anchor last
 * @param policy the anchor's
 * @param status what the CAs' revocation lists say
 * @param constrained whether one of the CAs has constraints for what is below it
 * @param flaw what is wrong with the way whatever hangs below it, its dates apart
 */
record AuthorityPath(
        List<X509Certificate> authorities,
        AnchorPolicy policy,
        PathStatus status,
        boolean constrained,
        Optional<Reason> flaw) {

    /** The OpenADR Alliance's certificate policy. */
    private static final String ALLIANCE_POLICY = "1.3.6.1.4.1.41519.1.1";
    /** nameConstraints, policyMappings, policyConstraints, inhibitAnyPolicy: RFC 5280 sections 4.2.1.5, 10, 11, 14. */
    private static final Set<String> CONSTRAINTS = Set.of("2.5.29.30", "2.5.29.33", "2.5.29.36", "2.5.29.54");

    static AuthorityPath judge(List<X509Certificate> upwards, AnchorPolicy policy, PathStatus status) {
        boolean constrained = upwards.stream().anyMatch(AuthorityPath::constrains);
        var unjudged = new AuthorityPath(upwards, policy, status, constrained, Optional.empty());
        return new AuthorityPath(upwards, policy, status, constrained, unjudged.authorityProblem());
    }

    /** Signature, names and policies of a leaf; also the whole way's constraints, if it has any. */
    Optional<Reason> pathProblem(X509Certificate leaf, Instant now) {
        return constrained
                ? validate(Stream.concat(Stream.of(leaf), belowTheAnchor()).toList(), anchor(), now)
                : validate(List.of(leaf), issuingCa(), now);
    }

    /** Asked once for each CA: the JDK throws an exception for each extension that is not there. */
    private static boolean constrains(X509Certificate authority) {
        return CONSTRAINTS.stream().anyMatch(oid -> authority.getExtensionValue(oid) != null);
    }

    Optional<Reason> dateProblem(Instant now) {
        return Verdict.Accepted.within(authorities).holdsAt(now)
                ? Optional.empty()
                : Optional.of(Reason.AUTHORITY_EXPIRED);
    }

    /** The rules that come from the anchor's policy. */
    Optional<Reason> policyProblem(X509Certificate leaf) {
        if (policy == AnchorPolicy.INTERNAL) {
            return CertificateRules.purposeProblem(leaf, false);
        }
        return CertificateRules.purposeProblem(leaf, true)
                .or(() -> issuesForVens(issuingCa()) ? Optional.empty() : Optional.of(Reason.ISSUING_CA));
    }

    /** Whether one of the CAs has revoked the leaf or a CA, or it is not known. */
    Optional<Reason> statusProblem(X509Certificate leaf, Instant now) {
        return status.problem(leaf, authorities, now);
    }

    private X509Certificate issuingCa() {
        return authorities.get(0);
    }

    private X509Certificate anchor() {
        return authorities.get(authorities.size() - 1);
    }

    private Stream<X509Certificate> belowTheAnchor() {
        return authorities.subList(0, authorities.size() - 1).stream();
    }

    private Optional<Reason> authorityProblem() {
        for (int below = 0; below < authorities.size(); below++) {
            X509Certificate authority = authorities.get(below);
            if (!CertificateRules.isAuthority(authority)
                    || CertificateRules.algorithmProblem(authority).isPresent()) {
                return Optional.of(Reason.AUTHORITY);
            }
            if (authority.getBasicConstraints() < below) {
                return Optional.of(Reason.PATH_LENGTH);
            }
        }
        // The JDK takes an anchor as it is: its constraints would not hold, nor would it see what it does not know.
        if (constrains(anchor())) {
            return Optional.of(Reason.AUTHORITY);
        }
        if (CertificateRules.extensionProblem(anchor()).isPresent()) {
            return Optional.of(Reason.CRITICAL_EXTENSION);
        }
        var window = Verdict.Accepted.within(authorities);
        return validate(belowTheAnchor().toList(), anchor(), window.notBefore());
    }

    /** @param path the lowest first; what lies between them and the issuer is nothing */
    private Optional<Reason> validate(List<X509Certificate> path, X509Certificate issuer, Instant now) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parameters = new PKIXParameters(
                    Set.of(new TrustAnchor(issuer.getSubjectX500Principal(), issuer.getPublicKey(), null)));
            // Status comes from the lists at hand and, for each request, from the registry.
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            if (policy == AnchorPolicy.ALLIANCE) {
                parameters.setInitialPolicies(Set.of(ALLIANCE_POLICY));
                parameters.setExplicitPolicyRequired(true);
                parameters.setAnyPolicyInhibited(true);
            }
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(reason(e));
        } catch (GeneralSecurityException | UnsupportedOperationException e) {
            // The JDK cannot compare names of the kind otherName, and says so unchecked.
            return Optional.of(Reason.PATH);
        }
    }

    private static Reason reason(CertPathValidatorException e) {
        if (e.getReason() == PKIXReason.INVALID_POLICY) {
            return Reason.POLICY;
        }
        if (e.getReason() == PKIXReason.UNRECOGNIZED_CRIT_EXT) {
            return Reason.CRITICAL_EXTENSION;
        }
        if (e.getReason() == CertPathValidatorException.BasicReason.EXPIRED) {
            return Reason.EXPIRED;
        }
        return e.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID
                ? Reason.NOT_YET_VALID
                : Reason.PATH;
    }

    /** The Alliance says VEN or VTN in the issuing CA's name and nowhere in the leaf's extensions. */
    private static boolean issuesForVens(X509Certificate issuingCa) {
        try {
            return new LdapName(issuingCa.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("OU")
                                    || rdn.getType().equalsIgnoreCase("CN"))
                            .anyMatch(rdn -> rdn.getValue().toString().contains("VEN CA"));
        } catch (InvalidNameException e) {
            return false;
        }
    }
}
