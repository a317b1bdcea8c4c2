package io.openvtn.vtnapi.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Reason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the verifier has said of certificates lately, so that a VEN's next request costs no signature check. It holds
 * accepted certificates alone, so a flood of foreign ones displaces nothing, and forgets everything when the anchors change.
 * Status and binding are not its business. Thread safe; bounded.
 */
final class PathVerdicts {

    private final CertificateVerifier verifier = new CertificateVerifier();
    private final Duration life;
    private final Cache<Fingerprint, Remembered> accepted;
    private volatile TrustedAuthorities latest = TrustedAuthorities.NONE;

    PathVerdicts(Duration life, int size) {
        this.life = life;
        this.accepted = Caffeine.newBuilder().maximumSize(size).build();
    }

    private record Remembered(Verdict.Accepted verdict, TrustedAuthorities under, Instant since) {}

    Verdict verdict(ClientCertificate certificate, TrustedAuthorities authorities, Instant now) {
        forgetUnlessUnder(authorities);
        Optional<Remembered> remembered = Optional.ofNullable(accepted.getIfPresent(certificate.fingerprint()))
                .filter(found -> found.under() == authorities
                        && !found.since().isAfter(now)
                        && found.verdict().holdsAt(now));
        if (remembered.isPresent()) {
            return remembered.get().verdict();
        }
        Optional<X509Certificate> leaf = certificate.parsed();
        Verdict verdict =
                leaf.isEmpty() ? new Verdict.Refused(Reason.ENCODING) : verifier.verify(leaf.get(), authorities, now);
        if (verdict instanceof Verdict.Accepted good) {
            Verdict.Accepted holding = good.until(now.plus(life).minusNanos(1));
            accepted.put(certificate.fingerprint(), new Remembered(holding, authorities, now));
            return holding;
        }
        return verdict;
    }

    int size() {
        accepted.cleanUp();
        return (int) accepted.estimatedSize();
    }

    /** What others remember under the anchors of before meanwhile is not taken: it says under which it was verified. */
    private void forgetUnlessUnder(TrustedAuthorities authorities) {
        if (latest != authorities) {
            latest = authorities;
            accepted.invalidateAll();
        }
    }
}
