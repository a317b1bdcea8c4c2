package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.publishing.OutboxChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The CAs of this deployment. The first start makes them, under a lock that other replicas wait for; every start opens
 * their keys, so that a wrong passphrase is noticed at once. Thread safe.
 */
@ApplicationScoped
public class Authorities {

    private static final Logger LOG = Logger.getLogger(Authorities.class);

    private final AuthorityRepository repository;
    private final KeyVault vault;
    private final CaConfig config;
    private final Clock clock;
    private final Event<OutboxChanged> changed;
    private volatile List<Authority> all = List.of();

    Authorities(
            AuthorityRepository repository,
            KeyVault vault,
            CaConfig config,
            Clock clock,
            Event<OutboxChanged> changed) {
        this.repository = repository;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
        this.changed = changed;
    }

    void open(@Observes StartupEvent event) {
        all = QuarkusTransaction.requiringNew().call(() -> {
            repository.lockHierarchy();
            if (repository.count() == 0) {
                new Hierarchy(config, clock.instant()).make().forEach(this::store);
                changed.fire(new OutboxChanged());
                LOG.info("made a root and its issuing CAs");
            }
            return repository.listAll().stream()
                    .map(this::opened)
                    .sorted(Comparator.comparing(Authority::role).thenComparing(Authority::name))
                    .toList();
        });
    }

    /** The root first, then the issuing CAs. */
    public List<Authority> all() {
        return all;
    }

    public Authority root() {
        return of(AuthorityRole.ROOT);
    }

    /** The CA of that role. */
    public Authority of(AuthorityRole role) {
        return all.stream()
                .filter(authority -> authority.role() == role)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no authority signs as " + role));
    }

    private void store(Hierarchy.Made made) {
        var entity = new AuthorityEntity();
        entity.name = made.name();
        entity.role = made.role();
        entity.certificate = Certificates.der(made.certificate());
        entity.encryptedKey = vault.encrypt(made.keys().getPrivate());
        entity.sha256 = Certificates.sha256(made.certificate());
        entity.notBefore = made.certificate().getNotBefore().toInstant();
        entity.notAfter = made.certificate().getNotAfter().toInstant();
        entity.revision = 1;
        repository.persist(entity);
    }

    private Authority opened(AuthorityEntity entity) {
        return new Authority(
                entity.name,
                entity.role,
                Certificates.parse(entity.certificate),
                new SoftwareSigningKey(vault.decrypt(entity.name, entity.encryptedKey)));
    }
}
