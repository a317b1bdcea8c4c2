package io.openvtn.vtnapi.trust;

import io.openvtn.vtnapi.certificate.Reason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;

/** What the verifier says of a certificate. */
public sealed interface Verdict {

    /**
     * A VEN's, as long as no certificate on its path is out of date, and no revocation list that is needed.
     *
     * @param notBefore the latest beginning on the path
     * @param notAfter the earliest end on the path
     */
    record Accepted(Instant notBefore, Instant notAfter) implements Verdict {

        static Accepted within(Collection<X509Certificate> path) {
            return new Accepted(
                    path.stream()
                            .map(certificate -> certificate.getNotBefore().toInstant())
                            .max(Instant::compareTo)
                            .orElseThrow(),
                    path.stream()
                            .map(certificate -> certificate.getNotAfter().toInstant())
                            .min(Instant::compareTo)
                            .orElseThrow());
        }

        Accepted until(Instant end) {
            return end.isBefore(notAfter) ? new Accepted(notBefore, end) : this;
        }

        boolean holdsAt(Instant now) {
            return !now.isBefore(notBefore) && !now.isAfter(notAfter);
        }
    }

    record Refused(Reason reason) implements Verdict {}
}
