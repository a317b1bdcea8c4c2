package io.openvtn.certauthority.issuance;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.openvtn.certauthority.authority.Authorities;
import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.authority.KeyAlgorithm;
import io.openvtn.certauthority.order.LeafBuilder;
import io.openvtn.certauthority.order.LeafKey;
import io.openvtn.certauthority.order.LeafProfile;
import io.openvtn.certauthority.order.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Signs what was ordered, stores it, and publishes with the commit: the only way to a certificate, whoever asks for one.
 * Thread safe.
 */
@ApplicationScoped
public class Issuer {

    private static final Logger LOG = Logger.getLogger(Issuer.class);

    private final Authorities authorities;
    private final CertificateRepository repository;
    private final AuditLog audit;
    private final CaConfig config;
    private final Clock clock;
    private final Event<OutboxChanged> changed;
    private final Event<CertificateIssued> issued;
    private final MeterRegistry meters;

    Issuer(
            Authorities authorities,
            CertificateRepository repository,
            AuditLog audit,
            CaConfig config,
            Clock clock,
            Event<OutboxChanged> changed,
            Event<CertificateIssued> issued,
            MeterRegistry meters) {
        this.authorities = authorities;
        this.repository = repository;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.changed = changed;
        this.issued = issued;
        this.meters = meters;
    }

    /** For whom a certificate is made, and what the audit calls it. */
    public record Request(Order order, String actor, AuditAction action) {}

    /** Issues in the caller's transaction, unless the key is another VEN's or the lifetime goes beyond the issuing CA's. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Issuance issue(Request request) {
        Order order = request.order();
        KeyAlgorithm algorithm = order.key().algorithm();
        return authorities
                .issuer(order.profile().issuer(), algorithm)
                .map(issuer -> issue(request, issuer))
                .orElseGet(() -> new Issuance.NotYet(
                        "the %s authorities are being made; ask again in a minute".formatted(algorithm)));
    }

    private Issuance issue(Request request, Authority issuer) {
        Order order = request.order();
        Instant now = clock.instant();
        Duration longest = Duration.between(now, issuer.notAfter());
        if (order.lifetime().compareTo(longest) > 0) {
            return Issuance.Refused.of(
                    "lifetime",
                    "ends after the issuing CA's own certificate; %d days at most".formatted(longest.toDays()));
        }
        LeafKey key = order.key().take();
        if (!repository.claimKey(Certificates.sha256(key.key()), order.owner()).equals(order.owner())) {
            return Issuance.Refused.of(
                    "csr", "its key is in a certificate of another VEN; each VEN makes a key of its own");
        }
        X509Certificate leaf = new LeafBuilder(config).sign(order, key.key(), issuer, now);
        store(request, issuer, leaf, key.key(), now);
        List<X509Certificate> chain = authorities.chainOf(issuer);
        return new Issuance.Issued(IssuedCertificate.of(order, leaf, chain, key.handOver(leaf, chain)));
    }

    private void store(Request request, Authority issuer, X509Certificate leaf, PublicKey publicKey, Instant now) {
        Order order = request.order();
        var row = new CertificateEntity();
        row.sha256 = Certificates.sha256(leaf);
        row.serial = leaf.getSerialNumber().toString(16);
        row.issuer = issuer.name();
        row.subject = leaf.getSubjectX500Principal().getName();
        row.profile = order.profile();
        row.venName = order.venName().orElse(null);
        row.publicKeySha256 = Certificates.sha256(publicKey);
        row.certificate = Certificates.der(leaf);
        row.notBefore = leaf.getNotBefore().toInstant();
        row.notAfter = leaf.getNotAfter().toInstant();
        row.status = CertificateStatus.VALID;
        row.issuedAt = now;
        row.issuedBy = request.actor();
        row.revision = 1;
        repository.persist(row);
        audit.add(
                request.actor(),
                request.action(),
                row.sha256,
                "%s %s, serial %s, by %s".formatted(order.profile(), order.name(), row.serial, issuer.name()));
        changed.fire(new OutboxChanged());
        meters.counter("openvtn.certificates.issued", "profile", order.profile().toString())
                .increment();
        issued.fire(new CertificateIssued(order.profile(), row.sha256, order.name(), request.actor()));
    }

    /** A certificate of this transaction, which may still be rolled back. */
    record CertificateIssued(LeafProfile profile, String sha256, String name, String actor) {}

    void log(@Observes(during = TransactionPhase.AFTER_SUCCESS) CertificateIssued done) {
        LOG.infof(
                "issued %s certificate %s for %s, asked for by %s",
                done.profile(), done.sha256(), done.name(), done.actor());
    }
}
