package io.openvtn.certauthority.issuance;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.certauthority.authority.Authorities;
import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Certificates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Issues certificates: checks the request, signs, stores, and publishes with the commit. Thread safe. */
@ApplicationScoped
class IssuanceService {

    private static final Logger LOG = Logger.getLogger(IssuanceService.class);

    private final Authorities authorities;
    private final CertificateRepository repository;
    private final CaConfig config;
    private final Clock clock;
    private final Event<OutboxChanged> changed;
    private final MeterRegistry meters;

    IssuanceService(
            Authorities authorities,
            CertificateRepository repository,
            CaConfig config,
            Clock clock,
            Event<OutboxChanged> changed,
            MeterRegistry meters) {
        this.authorities = authorities;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.changed = changed;
        this.meters = meters;
    }

    /**
     * Issues what an operator asks for.
     *
     * @param operator who asks
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with every violation; nothing is stored then
     */
    @Transactional
    public IssuedCertificate issue(CertificateRequest request, String operator) {
        Instant now = clock.instant();
        CertificateProfile profile = OrderReader.profile(request);
        Authority issuer = authorities.of(
                profile == CertificateProfile.VEN ? AuthorityRole.VEN_ISSUING : AuthorityRole.VTN_ISSUING);
        Duration longest =
                Duration.between(now, issuer.certificate().getNotAfter().toInstant());
        Order order = new OrderReader(config, longest).read(request, profile);
        return fulfil(order, issuer, now, operator);
    }

    private IssuedCertificate fulfil(Order order, Authority issuer, Instant now, String operator) {
        List<X509Certificate> issuers =
                List.of(issuer.certificate(), authorities.root().certificate());
        PublicKey publicKey;
        X509Certificate leaf;
        KeyHandover handover = KeyHandover.NONE;
        if (order.key() instanceof Order.KeySource.Ours ours) {
            KeyPair keys = make(ours.algorithm());
            publicKey = keys.getPublic();
            leaf = new LeafBuilder(config).sign(order, publicKey, issuer, now);
            handover = KeyHandover.of(ours.delivery(), keys.getPrivate(), leaf, issuers);
        } else {
            publicKey = ((Order.KeySource.Theirs) order.key()).key();
            refuseForeignKey(order, publicKey);
            leaf = new LeafBuilder(config).sign(order, publicKey, issuer, now);
        }
        store(order, issuer, leaf, publicKey, now, operator);
        return issued(order, leaf, issuers, handover);
    }

    private void refuseForeignKey(Order order, PublicKey key) {
        if (repository.isKeyOfAnother(Certificates.sha256(key), order.venName())) {
            var errors = new FieldErrors();
            errors.add("csr", "its key is in a certificate of another VEN; each VEN makes a key of its own");
            errors.throwIfAny();
        }
    }

    private void store(
            Order order, Authority issuer, X509Certificate leaf, PublicKey publicKey, Instant now, String operator) {
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
        row.issuedBy = operator;
        row.revision = 1;
        repository.persist(row);
        changed.fire(new OutboxChanged());
        meters.counter("openvtn.certificates.issued", "profile", order.profile().toString())
                .increment();
        LOG.infof(
                "issued %s certificate %s for %s, asked for by %s",
                order.profile(), row.sha256, order.name(), operator);
    }

    private static IssuedCertificate issued(
            Order order, X509Certificate leaf, List<X509Certificate> issuers, KeyHandover handover) {
        return new IssuedCertificate(
                Certificates.sha256(leaf),
                leaf.getSerialNumber().toString(16),
                Certificates.openAdrFingerprint(leaf),
                order.profile(),
                order.venName(),
                leaf.getSubjectX500Principal().getName(),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(),
                Certificates.pem(leaf),
                issuers.stream().map(Certificates::pem).toList(),
                handover.privateKey(),
                handover.pkcs12(),
                handover.password());
    }

    private static KeyPair make(KeyAlgorithm algorithm) {
        try {
            return algorithm.make();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no " + algorithm + " keys", e);
        }
    }
}
