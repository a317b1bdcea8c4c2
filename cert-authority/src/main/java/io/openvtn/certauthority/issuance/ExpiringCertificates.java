package io.openvtn.certauthority.issuance;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** How many valid certificates without a successor expire within some days, as a metric; a minute old at most. Thread safe. */
@ApplicationScoped
class ExpiringCertificates {

    private final CertificateRepository repository;
    private final Clock clock;
    private final Map<Integer, AtomicLong> byDays = new TreeMap<>();

    ExpiringCertificates(CertificateRepository repository, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.clock = clock;
        Stream.of(1, 7, 30)
                .forEach(days -> byDays.put(
                        days,
                        meters.gauge(
                                "openvtn.certificates.expiring",
                                Tags.of("days", Integer.toString(days)),
                                new AtomicLong())));
    }

    @Scheduled(every = "1m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void count() {
        Instant now = clock.instant();
        byDays.forEach((days, count) -> count.set(repository.expiring(now, now.plus(Duration.ofDays(days)))));
    }
}
