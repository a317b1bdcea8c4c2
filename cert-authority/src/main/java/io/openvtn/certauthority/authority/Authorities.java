package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The CAs of this deployment. The first start makes an EC hierarchy, under a lock that other replicas wait for, and an RSA
 * one some time after it, as its keys take many seconds; every start opens their keys, so that a wrong passphrase is noticed
 * at once. Thread safe.
 */
@ApplicationScoped
public class Authorities {

    private static final Logger LOG = Logger.getLogger(Authorities.class);
    private static final String ACTOR = "cert-authority";

    private final AuthorityRepository repository;
    private final KeyHolder keyHolder;
    private final CaConfig config;
    private final AuditLog audit;
    private final Clock clock;
    private final Event<OutboxChanged> changed;
    private volatile Known known = new Known(-1, List.of());
    /** By the SHA-256 of the certificate: a key is opened once, as that takes its time on purpose. */
    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();

    private volatile Instant rsaDue = Instant.MAX;

    Authorities(
            AuthorityRepository repository,
            KeyHolder keyHolder,
            CaConfig config,
            AuditLog audit,
            Clock clock,
            Event<OutboxChanged> changed) {
        this.repository = repository;
        this.keyHolder = keyHolder;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
        this.changed = changed;
    }

    /** @param changes of the database that these authorities were read at */
    private record Known(long changes, List<Authority> all) {}

    void open(@Observes StartupEvent event) {
        QuarkusTransaction.requiringNew().run(() -> {
            repository.lockHierarchy();
            makeIfMissing(KeyAlgorithm.EC);
            read();
        });
        rsaDue = clock.instant().plus(config.rsaHierarchyDelay());
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void completeAndRefresh() {
        if (known.changes() < 0) {
            // The scheduler is earlier than open().
            return;
        }
        if (clock.instant().isAfter(rsaDue)
                && all().stream().noneMatch(authority -> authority.algorithm() == KeyAlgorithm.RSA)) {
            QuarkusTransaction.requiringNew().timeout(300).run(() -> {
                repository.lockHierarchy();
                makeIfMissing(KeyAlgorithm.RSA);
            });
        }
        QuarkusTransaction.requiringNew().run(() -> {
            // Another replica may have made or switched authorities too.
            if (repository.changes() != known.changes()) {
                read();
            }
        });
    }

    private void makeIfMissing(KeyAlgorithm algorithm) {
        if (repository.ofAlgorithm(algorithm).isEmpty()) {
            make(algorithm, 1, AuthorityState.ISSUING, ACTOR);
        }
    }

    /** The roots and the issuing CAs in PEM, for whoever has to trust what they issue. */
    public String bundle() {
        return all().stream()
                .map(authority -> Certificates.pem(authority.certificate()))
                .collect(Collectors.joining());
    }

    /** By role, the roots first. */
    public List<Authority> all() {
        return known.all();
    }

    /** The CAs that sign leaves, whatever their state: each vouches for what it has issued. */
    public List<Authority> issuingCas() {
        return all().stream()
                .filter(authority -> authority.role() != AuthorityRole.ROOT)
                .toList();
    }

    public Optional<Authority> named(String name) {
        return all().stream().filter(authority -> authority.name().equals(name)).findFirst();
    }

    /** The CA that issues for that role and kind of key now; empty in the first seconds of a deployment, while it is being made. */
    public Optional<Authority> issuer(AuthorityRole role, KeyAlgorithm algorithm) {
        return all().stream()
                .filter(authority -> authority.role() == role
                        && authority.algorithm() == algorithm
                        && authority.state() == AuthorityState.ISSUING)
                .findFirst();
    }

    /** That issuing CA's certificate, and its root's. */
    public List<X509Certificate> chainOf(Authority issuer) {
        X509Certificate root = all().stream()
                .filter(authority -> authority.role() == AuthorityRole.ROOT
                        && authority.isOfHierarchy(issuer.algorithm(), issuer.generation()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no root above " + issuer.name()))
                .certificate();
        return List.of(issuer.certificate(), root);
    }

    /** Makes the next hierarchy of that kind: trusted from now on, issuing after {@link #activate}. */
    @Transactional
    Optional<List<Authority>> rollOver(KeyAlgorithm algorithm, String actor) {
        repository.lockHierarchy();
        List<AuthorityEntity> existing = repository.ofAlgorithm(algorithm);
        if (existing.stream().anyMatch(entity -> entity.state == AuthorityState.UPCOMING)) {
            return Optional.empty();
        }
        int generation =
                existing.stream().mapToInt(entity -> entity.generation).max().orElse(0) + 1;
        make(algorithm, generation, AuthorityState.UPCOMING, actor);
        read();
        return Optional.of(all().stream()
                .filter(authority -> authority.isOfHierarchy(algorithm, generation))
                .toList());
    }

    /** Lets the upcoming hierarchy of that kind issue in place of the one that does; empty if there is none. */
    @Transactional
    Optional<List<Authority>> activate(KeyAlgorithm algorithm, String actor) {
        repository.lockHierarchy();
        List<AuthorityEntity> existing = repository.ofAlgorithm(algorithm);
        if (existing.stream().noneMatch(entity -> entity.state == AuthorityState.UPCOMING)) {
            return Optional.empty();
        }
        for (AuthorityEntity entity : existing) {
            if (entity.state == AuthorityState.ISSUING) {
                entity.state = AuthorityState.OUTGOING;
                entity.revision++;
            } else if (entity.state == AuthorityState.UPCOMING) {
                entity.state = AuthorityState.ISSUING;
                entity.revision++;
            }
        }
        changed.fire(new OutboxChanged());
        read();
        return Optional.of(all().stream()
                .filter(authority -> authority.algorithm() == algorithm && authority.state() == AuthorityState.ISSUING)
                .toList());
    }

    private void make(KeyAlgorithm algorithm, int generation, AuthorityState state, String actor) {
        new Hierarchy(config, keyHolder, algorithm, generation, clock.instant())
                .make()
                .forEach(made -> store(made, algorithm, generation, state));
        audit.add(
                actor,
                AuditAction.HIERARCHY_MADE,
                algorithm.name(),
                "generation %d, keys in %s".formatted(generation, keyHolder.kind()));
        changed.fire(new OutboxChanged());
        LOG.infof("made the %s hierarchy, generation %d, keys in %s", algorithm, generation, keyHolder.kind());
    }

    private void store(Hierarchy.Made made, KeyAlgorithm algorithm, int generation, AuthorityState state) {
        var entity = new AuthorityEntity();
        entity.name = made.name();
        entity.role = made.role();
        entity.algorithm = algorithm;
        entity.generation = generation;
        entity.state = state;
        entity.certificate = Certificates.der(made.certificate());
        entity.keyHolder = keyHolder.kind();
        entity.keptKey = keyHolder.keep(made.name(), made.keys(), made.certificate());
        entity.sha256 = Certificates.sha256(made.certificate());
        entity.notBefore = made.certificate().getNotBefore().toInstant();
        entity.notAfter = made.certificate().getNotAfter().toInstant();
        entity.revision = 1;
        repository.persist(entity);
        opened.put(entity.sha256, keyHolder.signing(algorithm, made.keys()));
    }

    private void read() {
        repository.flush();
        List<AuthorityEntity> entities = repository.listAll();
        long changes = entities.stream().mapToLong(entity -> entity.revision).sum();
        List<Reopened> reopened = entities.parallelStream()
                .filter(entity -> !opened.containsKey(entity.sha256))
                .map(entity -> new Reopened(entity, open(entity)))
                .toList();
        reopened.forEach(this::keep);
        known = new Known(
                changes,
                entities.stream()
                        .map(this::authority)
                        .sorted(Comparator.comparing(Authority::role).thenComparing(Authority::name))
                        .toList());
    }

    private record Reopened(AuthorityEntity entity, KeyHolder.Opened key) {}

    private Authority authority(AuthorityEntity entity) {
        return new Authority(
                entity.name,
                entity.role,
                entity.algorithm,
                entity.generation,
                entity.state,
                Certificates.parse(entity.certificate),
                Objects.requireNonNull(opened.get(entity.sha256)));
    }

    private KeyHolder.Opened open(AuthorityEntity entity) {
        if (!entity.keyHolder.equals(keyHolder.kind())) {
            throw new IllegalStateException("the key of %s is held by %s, and this service is set up for %s"
                    .formatted(entity.name, entity.keyHolder, keyHolder.kind()));
        }
        return keyHolder.open(entity.name, entity.algorithm, entity.keptKey);
    }

    private void keep(Reopened reopened) {
        AuthorityEntity entity = reopened.entity();
        opened.put(entity.sha256, reopened.key().key());
        if (reopened.key().kept() != entity.keptKey) {
            entity.keptKey = reopened.key().kept();
            LOG.infof("the key of %s is encrypted with the new passphrase now", entity.name);
        }
    }
}
