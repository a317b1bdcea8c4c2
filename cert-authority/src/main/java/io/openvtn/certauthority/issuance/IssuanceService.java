package io.openvtn.certauthority.issuance;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.order.CertificateRequest;
import io.openvtn.certauthority.order.OrderReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Issues what operators ask for. What is refused is written down with its reason. Thread safe. */
@ApplicationScoped
public class IssuanceService {

    private final Issuer issuer;
    private final AuditLog audit;
    private final CaConfig config;

    IssuanceService(Issuer issuer, AuditLog audit, CaConfig config) {
        this.issuer = issuer;
        this.audit = audit;
        this.config = config;
    }

    /**
     * Issues what an operator asks for.
     *
     * @param operator who asks
     */
    Issuance issue(CertificateRequest request, String operator) {
        var errors = new FieldErrors();
        Issuance issuance = new OrderReader(config, errors)
                .read(request)
                .map(order -> issue(new Issuer.Request(order, operator, AuditAction.ISSUED)))
                .orElseGet(() -> new Issuance.Refused(errors.violations()));
        note(operator, request.venName().or(request::commonName).orElse(""), issuance.refusal());
        return issuance;
    }

    /** Issues in the caller's transaction, or in one of its own. */
    public Issuance issue(Issuer.Request request) {
        return QuarkusTransaction.joiningExisting().call(() -> issuer.issue(request));
    }

    /** Writes a refusal down, in a transaction of its own. */
    void note(String actor, String subject, Optional<String> refusal) {
        refusal.ifPresent(reason -> audit.addRefusal(actor, subject, reason));
    }
}
