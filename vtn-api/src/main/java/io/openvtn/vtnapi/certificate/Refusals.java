package io.openvtn.vtnapi.certificate;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.logging.LogText;
import io.openvtn.bus.logging.PerSecond;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Counts each refusal and says in the log what the operator of the VTN needs to cure it. All are counted; a flood of them
 * does not become a flood of lines. Thread safe.
 */
@ApplicationScoped
public class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final int LINES_A_SECOND = 100;

    private final MeterRegistry meters;
    private final Clock clock;
    private final PerSecond thisSecond = new PerSecond();

    public Refusals(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** At the handshake, which does not know yet who is at the other end. */
    public void refused(Reason reason, ClientCertificate certificate) {
        refused(reason, certificate, "a handshake");
    }

    /** @param from the caller's address */
    public void refused(Reason reason, ClientCertificate certificate, String from) {
        count(reason);
        if (mayLog()) {
            Optional<X509Certificate> parsed = certificate.parsed();
            LOG.warnf(
                    "client certificate refused: %s, from %s, SHA-256 %s, subject %s, issuer %s",
                    reason,
                    from,
                    certificate.fingerprint().hex(),
                    parsed.map(read -> LogText.of(read.getSubjectX500Principal().getName()))
                            .orElse("unreadable"),
                    parsed.map(read -> LogText.of(read.getIssuerX500Principal().getName()))
                            .orElse("unreadable"));
        }
    }

    /** @param from the caller's address */
    public void refused(Reason reason, String from) {
        count(reason);
        if (mayLog()) {
            LOG.warnf("request refused: %s, from %s", reason, from);
        }
    }

    private void count(Reason reason) {
        meters.counter("openvtn.certificates.refused", "reason", reason.toString())
                .increment();
    }

    private boolean mayLog() {
        long refusals = thisSecond.next(clock.instant());
        if (refusals == LINES_A_SECOND + 1L) {
            LOG.warnf("more than %d refusals in this second; openvtn_certificates_refused counts them", LINES_A_SECOND);
        }
        return refusals <= LINES_A_SECOND;
    }
}
