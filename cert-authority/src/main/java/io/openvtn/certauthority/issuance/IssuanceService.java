package io.openvtn.certauthority.issuance;

import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.audit.AuditLog;
import io.openvtn.certauthority.authority.CaConfig;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

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
     * @throws HttpProblem 422 with every violation; nothing is stored then but the refusal
     */
    IssuedCertificate issue(CertificateRequest request, String operator) {
        String subject = request.venName().or(request::commonName).orElse("");
        return audited(operator, subject, () -> {
            Order order = new OrderReader(config).read(request);
            return issue(new Issuer.Request(order, operator, AuditAction.ISSUED));
        });
    }

    /** Issues in the caller's transaction, or in one of its own. */
    public IssuedCertificate issue(Issuer.Request request) {
        return QuarkusTransaction.joiningExisting().call(() -> issuer.issue(request));
    }

    /** Runs what may be refused; a refusal is written down before it goes on to the caller. */
    public <T> T audited(String actor, String subject, Supplier<T> issue) {
        try {
            return issue.get();
        } catch (HttpProblem refused) {
            Object violations = refused.getParameters().getOrDefault("violations", refused.getDetail());
            audit.addRefusal(actor, subject, String.valueOf(violations));
            throw refused;
        }
    }
}
