package io.openvtn.certauthority.issuance;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.publishing.OutboxChanged;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells ahead of time which certificates are about to expire, once for each of some days before: on the topic certificates,
 * in the log and as a metric. A certificate that has a successor is passed over, and so are days that are more than half of
 * its life.
 */
@ApplicationScoped
class ExpiryNotices {

    private static final Logger LOG = Logger.getLogger(ExpiryNotices.class);

    /** Days ahead, the nearest first: one that has been overlooked for long gets the nearest notice alone. */
    private static final List<Integer> DAYS = List.of(1, 7, 14, 30, 60);

    private final CertificateRepository repository;
    private final Event<OutboxChanged> changed;
    private final MeterRegistry meters;
    private final Clock clock;

    ExpiryNotices(CertificateRepository repository, Event<OutboxChanged> changed, MeterRegistry meters, Clock clock) {
        this.repository = repository;
        this.changed = changed;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        send(clock.instant());
    }

    @Transactional
    void send(Instant now) {
        for (int days : DAYS) {
            int noted = repository.noteExpiry(now, Duration.ofDays(days), days);
            if (noted > 0) {
                changed.fire(new OutboxChanged());
                meters.counter("openvtn.certificates.expiry.notices", "days", Integer.toString(days))
                        .increment(noted);
                LOG.warnf(
                        "%d certificates expire within %d days; GET /v1/certificates?expiringBefore=%s lists them",
                        noted, days, now.plus(Duration.ofDays(days)));
            }
        }
    }
}
