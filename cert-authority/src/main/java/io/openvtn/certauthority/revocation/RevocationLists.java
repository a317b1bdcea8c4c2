package io.openvtn.certauthority.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.openvtn.certauthority.authority.Authorities;
import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.issuance.CertificateLedger;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jboss.logging.Logger;

/**
 * The revocation list (RFC 5280 section 5) of each issuing CA: made anew within a second of a revocation, and at half of its
 * validity. Kept in the database, so that its numbers go on over restarts and replicas. Thread safe.
 */
@ApplicationScoped
class RevocationLists {

    private static final Logger LOG = Logger.getLogger(RevocationLists.class);

    /** An entry stays on one list beyond its certificate's end (RFC 5280 section 3.3). */
    private static final Duration BEYOND_EXPIRY = Duration.ofDays(7);

    /** How long a list is handed out without a look at the database. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Authorities authorities;
    private final CertificateLedger ledger;
    private final RevocationListRepository repository;
    private final RevocationConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    /** A long list is read from the database once, however many ask for it. */
    private final Map<String, Current> held = new ConcurrentHashMap<>();

    private final Cache<String, Optional<Current>> looked =
            Caffeine.newBuilder().expireAfterWrite(LOOK).build();

    RevocationLists(
            Authorities authorities,
            CertificateLedger ledger,
            RevocationListRepository repository,
            RevocationConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** A list as it is handed out. */
    record Current(long number, Instant nextUpdate, byte[] der) {}

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void publishDue() {
        for (Authority authority : authorities.issuingCas()) {
            if (QuarkusTransaction.requiringNew().call(() -> isDue(authority))) {
                QuarkusTransaction.requiringNew().timeout(300).run(() -> publish(authority));
                looked.invalidate(authority.name());
            }
        }
    }

    /** That CA's list, of a second ago at the most; made now if there is none yet. Empty if there is no such CA. */
    Optional<Current> current(String name) {
        return authorities
                .named(name)
                .filter(authority -> authorities.issuingCas().contains(authority))
                .flatMap(authority -> looked.get(name, same -> Optional.of(look(authority))));
    }

    private Current look(Authority authority) {
        Optional<Long> number = QuarkusTransaction.requiringNew().call(() -> repository.number(authority.name()));
        Current before = held.get(authority.name());
        if (before != null && number.filter(same -> same == before.number()).isPresent()) {
            return before;
        }
        if (number.isEmpty()) {
            QuarkusTransaction.requiringNew().timeout(300).run(() -> publish(authority));
        }
        Current now = QuarkusTransaction.requiringNew().call(() -> read(authority));
        held.put(authority.name(), now);
        return now;
    }

    private Current read(Authority authority) {
        RevocationListEntity list = repository.findById(authority.name());
        return new Current(list.number, list.nextUpdate, list.der);
    }

    private boolean isDue(Authority authority) {
        return repository.isDue(
                authority.name(), clock.instant().minus(config.listValidity().dividedBy(2)));
    }

    private void publish(Authority authority) {
        repository.lock(authority.name());
        if (!isDue(authority)) {
            return;
        }
        var begun = Timer.start();
        Instant now = clock.instant();
        var row = repository.findByIdOptional(authority.name()).orElseGet(() -> {
            var first = new RevocationListEntity();
            first.authority = authority.name();
            return first;
        });
        // Before the entries are read: a revocation in between is covered by the next list at the latest.
        row.covered = repository.changes(authority.name());
        row.number++;
        row.thisUpdate = now;
        row.nextUpdate = now.plus(config.listValidity());
        row.der = sign(authority, row);
        repository.persist(row);
        long took = begun.stop(meters.timer("openvtn.revocation.lists", "authority", authority.name()));
        LOG.infof(
                "revocation list %d of %s has %d entries, made in %d ms",
                row.number, authority.name(), row.entries, TimeUnit.NANOSECONDS.toMillis(took));
    }

    private byte[] sign(Authority authority, RevocationListEntity row) {
        try {
            var issuer = new JcaX509CertificateHolder(authority.certificate());
            var list = new RevocationListWriter(issuer.getSubject(), row.thisUpdate, row.nextUpdate);
            ledger.forEachRevoked(
                    authority.name(),
                    row.thisUpdate.minus(BEYOND_EXPIRY),
                    status -> list.revoked(
                            status.serial(),
                            status.revokedAt().orElseThrow(),
                            RevocationReason.codeOf(status.reason())));
            row.entries = list.entries();
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(
                                    authority.certificate().getPublicKey()));
            extensions.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(row.number)));
            return list.signed(authority.key().signer(), extensions.generate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the revocation list of %s cannot be made".formatted(authority.name()), e);
        }
    }
}
