package io.openvtn.certauthority.enrolment;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.enrolment.Enrolment.Outcome;
import io.openvtn.certauthority.issuance.CertificateLedger;
import io.openvtn.certauthority.issuance.Issuer;
import io.openvtn.certauthority.order.CertificateRequest;
import io.openvtn.certauthority.order.LeafProfile;
import io.openvtn.certauthority.order.Order;
import io.openvtn.certauthority.order.OrderReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Certificates for the VTN itself, fetched by its replicas: with the names that are configured, whatever a request says, so that
 * its password makes nothing but this VTN's. Thread safe.
 */
@ApplicationScoped
class VtnEnrolment {

    private static final int SHORTEST_PASSWORD = 32;
    /** More than replicas that start and renew need; a loop that asks without end fills the database no faster. */
    static final int MOST_AN_HOUR = 60;

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String SETTING = "openvtn.ca.enrolment.vtn.";

    private final Issuer issuer;
    private final CertificateLedger ledger;
    private final EnrolmentConfig.Vtn config;
    private final CaConfig caConfig;
    private final Clock clock;
    private volatile Optional<Order> standing = Optional.empty();

    VtnEnrolment(Issuer issuer, CertificateLedger ledger, EnrolmentConfig config, CaConfig caConfig, Clock clock) {
        this.issuer = issuer;
        this.ledger = ledger;
        this.config = config.vtn();
        this.caConfig = caConfig;
        this.clock = clock;
    }

    /** Fails the start on settings of which nothing can be issued. */
    void open(@Observes StartupEvent event) {
        standing = config.password()
                .map(password -> order(password, config.names().orElse(List.of()), config.lifetime(), caConfig));
    }

    /**
     * What is issued, but for the key.
     *
     * @throws IllegalStateException if the settings are no good; says which
     */
    static Order order(String password, List<String> names, Duration lifetime, CaConfig caConfig) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new IllegalStateException(
                    SETTING + "password has %d characters at least".formatted(SHORTEST_PASSWORD));
        }
        var errors = new FieldErrors();
        var request = new CertificateRequest(
                Optional.of(LeafProfile.VTN.toString()),
                Optional.empty(),
                Optional.of("OpenVTN"),
                Optional.of(names),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(lifetime));
        return new OrderReader(caConfig, errors)
                .read(request)
                .orElseThrow(() -> new IllegalStateException(SETTING + "names, .lifetime: " + errors.violations()));
    }

    /** Whether it is the VTN's password. */
    boolean knows(String password) {
        return config.password()
                .filter(known -> MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** Those from before stay valid: each replica has its own. */
    Outcome enrol(Order.KeySource.Theirs key) {
        return QuarkusTransaction.requiringNew().call(() -> issue(key));
    }

    private Outcome issue(Order.KeySource.Theirs key) {
        if (ledger.issuedToVtn(clock.instant().minus(AN_HOUR)) >= MOST_AN_HOUR) {
            return device ->
                    device.notYet("the VTN has fetched %d certificates within an hour".formatted(MOST_AN_HOUR));
        }
        Order settings = standing.orElseThrow();
        var order = new Order(settings.profile(), settings.name(), settings.dnsNames(), key, settings.lifetime());
        return Enrolment.outcome(
                issuer.issue(new Issuer.Request(order, CertificateLedger.VTN, AuditAction.ENROLLED)),
                issued -> ledger.supersedeOthersOfVtn(issued.sha256()),
                refused -> {});
    }
}
