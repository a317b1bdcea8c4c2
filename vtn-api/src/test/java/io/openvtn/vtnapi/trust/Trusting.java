package io.openvtn.vtnapi.trust;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.revocation.RevocationLists;
import io.openvtn.vtnapi.trust.TrustedAuthorities.Anchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The verification of certificates as it is with one root, which tests of other rooms ask as well. */
public final class Trusting {

    private final TrustedAuthorities trusted;
    private final PathVerdicts verdicts = new PathVerdicts(Duration.ofSeconds(60), 1_000);

    public Trusting(X509Certificate root) {
        this.trusted = new TrustedAuthorities(
                List.of(new Anchor(root, AnchorPolicy.INTERNAL, false)), List.of(), RevocationLists.NONE);
    }

    public boolean accepts(ClientCertificate certificate) {
        return verdicts.verdict(certificate, trusted, Instant.now()) instanceof Verdict.Accepted;
    }
}
