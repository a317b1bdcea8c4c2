package io.openvtn.vtnapi.trust;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Reason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the verifier has said of certificates lately, so that a VEN's next request costs no signature check. It holds
 * accepted certificates alone, so a flood of foreign ones displaces nothing, and forgets everything when the anchors change.
 * Status and binding are not its business. Thread safe; bounded.
 */
final class PathVerdicts {

    private final CertificateVerifier verifier = new CertificateVerifier();
    private final Duration life;
    private final int size;
    private volatile Generations generations;

    PathVerdicts(Duration life, int size) {
        this.life = life;
        this.size = size;
        this.generations = new Generations(TrustedAuthorities.NONE, Map.of(), new ConcurrentHashMap<>());
    }

    private record Generations(
            TrustedAuthorities authorities, Map<Fingerprint, Remembered> old, Map<Fingerprint, Remembered> young) {

        Generations next() {
            return new Generations(authorities, young, new ConcurrentHashMap<>());
        }

        Optional<Remembered> find(Fingerprint fingerprint) {
            Remembered found = young.get(fingerprint);
            return Optional.ofNullable(found == null ? old.get(fingerprint) : found);
        }
    }

    private record Remembered(Verdict.Accepted verdict, Instant since) {}

    Verdict of(ClientCertificate certificate, TrustedAuthorities authorities, Instant now) {
        Generations current = under(authorities);
        Optional<Remembered> remembered = current.find(certificate.fingerprint())
                .filter(found -> found.since().plus(life).isAfter(now)
                        && !found.since().isAfter(now)
                        && found.verdict().holdsAt(now));
        if (remembered.isPresent()) {
            return remembered.get().verdict();
        }
        Optional<X509Certificate> leaf = certificate.parsed();
        Verdict verdict =
                leaf.isEmpty() ? new Verdict.Refused(Reason.ENCODING) : verifier.verify(leaf.get(), authorities, now);
        if (verdict instanceof Verdict.Accepted accepted) {
            remember(current, certificate.fingerprint(), new Remembered(accepted, now));
        }
        return verdict;
    }

    int size() {
        Generations current = generations;
        return current.old().size() + current.young().size();
    }

    private Generations under(TrustedAuthorities authorities) {
        Generations current = generations;
        if (current.authorities() != authorities) {
            current = new Generations(authorities, Map.of(), new ConcurrentHashMap<>());
            generations = current;
        }
        return current;
    }

    /** Half the size in each generation; the older one goes when the younger one is full. */
    private void remember(Generations current, Fingerprint fingerprint, Remembered remembered) {
        current.young().put(fingerprint, remembered);
        if (current.young().size() * 2 >= size) {
            generations = current.next();
        }
    }
}
