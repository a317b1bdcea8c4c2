package io.openvtn.vtnapi.trust;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.fleet.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Whether somebody who is trusted vouches for a certificate at this moment, for both ways in. Thread safe; does no I/O. */
@ApplicationScoped
public class PathCheck {

    private final TrustStore trustStore;
    private final Fleet fleet;
    private final boolean pinnedSelfSigned;
    private final PathVerdicts verdicts;
    private final CertificateVerifier verifier = new CertificateVerifier();

    PathCheck(TrustStore trustStore, Fleet fleet, TrustConfig config, MeterRegistry meters) {
        this.trustStore = trustStore;
        this.fleet = fleet;
        this.pinnedSelfSigned = config.pinnedSelfSigned();
        this.verdicts = new PathVerdicts(config.pathCache(), config.pathCacheSize());
        meters.gauge("openvtn.certificates.remembered", verdicts, PathVerdicts::size);
    }

    /** Pinned certificates need nobody who vouches for them. */
    public boolean canTrust() {
        return pinnedSelfSigned || !trustStore.authorities().isEmpty();
    }

    /** The same object as long as those who are trusted are the same: a verdict holds no longer than that. */
    public Object standing() {
        return trustStore.authorities();
    }

    public Verdict verdict(ClientCertificate certificate, Instant now) {
        Verdict verdict = verdicts.verdict(certificate, trustStore.authorities(), now);
        boolean mayBePinned = pinnedSelfSigned
                && verdict instanceof Verdict.Refused refused
                && refused.reason() == Reason.SELF_SIGNED
                && fleet.venOfCertificate(certificate.fingerprint().hex()).isPresent();
        Optional<X509Certificate> pinned = mayBePinned ? certificate.parsed() : Optional.empty();
        return pinned.map(verifier::verifyPinned).orElse(verdict);
    }
}
