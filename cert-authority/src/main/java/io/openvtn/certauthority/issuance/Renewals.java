package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.order.CertificateRequest;
import io.openvtn.certauthority.order.LeafProfile;
import io.openvtn.certauthority.order.Order;
import io.openvtn.certauthority.order.OrderReader;
import io.openvtn.certauthority.order.SubjectAlternativeNames;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Successors of certificates: for the same VEN, VTN or operator, with the same key or a new one. The former certificate stays
 * valid for an overlap, so that nobody is locked out while the new one is brought in, and is revoked after it. Thread safe.
 */
@ApplicationScoped
public class Renewals {

    private static final String ACTOR = "cert-authority";
    private static final String SUPERSEDED = "superseded";
    private static final int BATCH = 200;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final IssuanceService issuance;
    private final Issuer issuer;
    private final CertificateRepository repository;
    private final CertificateLedger ledger;
    private final CaConfig config;
    private final Clock clock;

    Renewals(
            IssuanceService issuance,
            Issuer issuer,
            CertificateRepository repository,
            CertificateLedger ledger,
            CaConfig config,
            Clock clock) {
        this.issuance = issuance;
        this.issuer = issuer;
        this.repository = repository;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    /** Issues a successor as an operator asks for it. */
    Renewal renew(String sha256, RenewalRequest request, String operator) {
        return noted(operator, sha256, former -> {
            var errors = new FieldErrors();
            Duration overlap = overlap(request.overlap(), errors);
            Optional<Order> order = order(former, request, errors);
            return order.map(wanted -> successor(former, wanted, operator, overlap))
                    .orElseGet(() -> new Renewal.Ordered(new Issuance.Refused(errors.violations())));
        });
    }

    /**
     * Issues a successor that a device asks for with its valid certificate.
     *
     * @param key the successor's; the same as the former one's or a new one
     */
    public Renewal renew(String sha256, Order.KeySource.Theirs key, String actor) {
        return noted(actor, sha256, former -> {
            if (!former.profile.isVen()) {
                return new Renewal.NotRenewable("certificate %s is no VEN's".formatted(sha256));
            }
            return moreThanItNeeds(former).orElseGet(() -> {
                var order = new Order(
                        former.profile,
                        nameOf(former),
                        dnsNamesOf(former),
                        key,
                        config.lifetime(former.profile.isVen()));
                return successor(former, order, actor, config.overlap());
            });
        });
    }

    private Renewal noted(String actor, String sha256, Function<CertificateEntity, Renewal> renew) {
        Renewal renewal = QuarkusTransaction.joiningExisting().call(() -> repository
                .findForChange(sha256)
                .map(former -> former.status == CertificateStatus.VALID
                        ? renew.apply(former)
                        : new Renewal.NotRenewable("certificate %s is %s; only a valid one can be renewed"
                                .formatted(sha256, former.status)))
                .orElseGet(() -> new Renewal.Unknown(sha256)));
        issuance.note(actor, sha256, renewal.refusal());
        return renewal;
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void revokeSuperseded() {
        List<String> due;
        do {
            due = QuarkusTransaction.requiringNew().call(() -> repository.superseded(clock.instant(), BATCH).stream()
                    .map(row -> row.sha256)
                    .toList());
            due.forEach(sha256 -> ledger.revoke(sha256, CertificateStatus.REVOKED, SUPERSEDED, ACTOR));
        } while (due.size() == BATCH);
    }

    /** A device that asks in a loop would fill its VEN's record, the revocation list and the registry. */
    private Optional<Renewal> moreThanItNeeds(CertificateEntity former) {
        Instant now = clock.instant();
        String venName = nameOf(former);
        long valid = repository.valid(venName, now);
        if (valid >= config.certificatesPerVen()) {
            return Optional.of(new Renewal.TooOften(
                    "VEN %s has %d valid certificates; use one of them, or have an operator revoke some"
                            .formatted(venName, valid),
                    A_DAY));
        }
        Duration life = Duration.between(former.notBefore, former.notAfter);
        boolean due = now.isAfter(former.notAfter.minus(life.dividedBy(3)));
        if (!due && repository.renewedByDevices(venName, now.minus(A_DAY)) >= config.renewalsPerDay()) {
            return Optional.of(new Renewal.TooOften(
                    "VEN %s has renewed its certificate %d times within a day, and it is not due"
                            .formatted(venName, config.renewalsPerDay()),
                    A_DAY));
        }
        return Optional.empty();
    }

    private Renewal successor(CertificateEntity former, Order order, String actor, Duration overlap) {
        Issuance issued = issuer.issue(new Issuer.Request(order, actor, AuditAction.RENEWED));
        Instant end = clock.instant().plus(overlap);
        if (issued instanceof Issuance.Issued) {
            ledger.supersede(former.sha256, end.isBefore(former.notAfter) ? end : former.notAfter);
        }
        return new Renewal.Ordered(issued);
    }

    /** Empty if anything is wrong. */
    private Optional<Order> order(CertificateEntity former, RenewalRequest request, FieldErrors errors) {
        var wanted = new CertificateRequest(
                Optional.of(former.profile.toString()),
                Optional.ofNullable(former.venName),
                former.profile.isVen() ? Optional.empty() : Optional.of(nameOf(former)),
                former.profile == LeafProfile.VTN ? Optional.of(dnsNamesOf(former)) : Optional.empty(),
                request.csr(),
                request.keyAlgorithm(),
                request.format(),
                request.password(),
                request.lifetime());
        Optional<Order> order = new OrderReader(config, errors).read(wanted);
        return request.keepsKey()
                ? order.map(
                        read -> new Order(read.profile(), read.name(), read.dnsNames(), keyOf(former), read.lifetime()))
                : order;
    }

    private Duration overlap(Optional<Duration> wanted, FieldErrors errors) {
        Duration overlap = wanted.orElse(config.overlap());
        if (overlap.isNegative() || overlap.compareTo(config.maximumLifetime()) > 0) {
            errors.add(
                    "overlap",
                    "is from 0 to %d days".formatted(config.maximumLifetime().toDays()));
        }
        return overlap;
    }

    private static Order.KeySource keyOf(CertificateEntity former) {
        X509Certificate certificate = Certificates.parse(former.certificate);
        return new Order.KeySource.Theirs(certificate.getPublicKey());
    }

    private static String nameOf(CertificateEntity former) {
        return Optional.ofNullable(former.venName)
                .orElseGet(() -> Certificates.commonName(Certificates.parse(former.certificate)));
    }

    private static List<String> dnsNamesOf(CertificateEntity former) {
        return SubjectAlternativeNames.of(Certificates.parse(former.certificate));
    }
}
