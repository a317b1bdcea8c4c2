package io.openvtn.certauthority.enrolment;

import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.issuance.CertificateLedger;
import io.openvtn.certauthority.issuance.CertificateView;
import io.openvtn.certauthority.issuance.Issuance;
import io.openvtn.certauthority.issuance.IssuedCertificate;
import io.openvtn.certauthority.issuance.Issuer;
import io.openvtn.certauthority.order.LeafProfile;
import io.openvtn.certauthority.order.Order;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns a token into a certificate, once. A device whose answer got lost may come again with the same key and gets the same
 * certificate. Thread safe.
 */
@ApplicationScoped
class Enrolment {

    private final TokenRepository repository;
    private final Issuer issuer;
    private final CertificateLedger ledger;
    private final AuditLog audit;
    private final EnrolmentConfig config;
    private final CaConfig caConfig;
    private final Clock clock;

    Enrolment(
            TokenRepository repository,
            Issuer issuer,
            CertificateLedger ledger,
            AuditLog audit,
            EnrolmentConfig config,
            CaConfig caConfig,
            Clock clock) {
        this.repository = repository;
        this.issuer = issuer;
        this.ledger = ledger;
        this.audit = audit;
        this.config = config;
        this.caConfig = caConfig;
        this.clock = clock;
    }

    /** Says to a device what it gets. */
    interface Answers {

        /** @param certificate in PEM */
        void enrolled(String certificate);

        /** An operator has to approve it first. */
        void waiting();

        /** The token is none, or no longer one, or another key's; a device learns no more. */
        void noToken();

        void refused(String reason);

        /** The authority is being made. */
        void notYet(String reason);
    }

    /** What a device gets: what is to be said to it, once the transaction has committed. */
    @FunctionalInterface
    interface Outcome {

        void answeredBy(Answers device);
    }

    /** Whether it was ever a token; what it is worth now, {@link #enrol} says. */
    boolean knows(String token) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        repository.findByIdOptional(EnrolmentTokens.hash(token)).isPresent());
    }

    Outcome enrol(String token, Order.KeySource.Theirs key) {
        return QuarkusTransaction.requiringNew().call(() -> use(token, key));
    }

    private Outcome use(String token, Order.KeySource.Theirs key) {
        Optional<TokenEntity> found = repository.findForUse(EnrolmentTokens.hash(token));
        String keySha256 = Certificates.sha256(key.key());
        if (found.isEmpty() || isOfAnotherKey(found.get(), keySha256)) {
            return Answers::noToken;
        }
        TokenEntity row = found.get();
        return switch (TokenState.of(row, clock.instant())) {
            case USED -> enrolled(certificate(row.certificateSha256));
            case WITHDRAWN, EXPIRED -> Answers::noToken;
            case WAITING -> config.approval() ? Answers::waiting : issue(row, key, keySha256);
            case OPEN -> config.approval() ? wait(row, keySha256) : issue(row, key, keySha256);
            case APPROVED -> issue(row, key, keySha256);
        };
    }

    private static boolean isOfAnotherKey(TokenEntity row, String keySha256) {
        return row.publicKeySha256 != null && !row.publicKeySha256.equals(keySha256);
    }

    private Outcome wait(TokenEntity row, String keySha256) {
        row.publicKeySha256 = keySha256;
        return Answers::waiting;
    }

    private Outcome issue(TokenEntity row, Order.KeySource.Theirs key, String keySha256) {
        var order = new Order(LeafProfile.VEN, row.venName, List.of(), key, caConfig.venLifetime());
        String actor = "token:" + row.id;
        return outcome(
                issuer.issue(new Issuer.Request(order, actor, AuditAction.ENROLLED)),
                issued -> {
                    row.publicKeySha256 = keySha256;
                    row.certificateSha256 = issued.sha256();
                },
                refused -> audit.add(actor, AuditAction.REFUSED, row.venName, refused.reason()));
    }

    /** What a device is told of an issuance, and what is noted of it. */
    static Outcome outcome(
            Issuance issuance, Consumer<IssuedCertificate> issuedNote, Consumer<Issuance.Refused> refusedNote) {
        return issuance.fold(
                issued -> {
                    issuedNote.accept(issued);
                    return enrolled(issued.certificate());
                },
                refused -> {
                    refusedNote.accept(refused);
                    return device -> device.refused(refused.reason());
                },
                notYet -> device -> device.notYet(notYet.reason()));
    }

    private static Outcome enrolled(String certificate) {
        return device -> device.enrolled(certificate);
    }

    private String certificate(String sha256) {
        return ledger.find(sha256).map(CertificateView::certificate).orElseThrow();
    }
}
