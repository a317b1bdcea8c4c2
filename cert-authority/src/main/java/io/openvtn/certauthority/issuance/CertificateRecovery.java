package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes revocations and holds back from the topic certificates, after the database was restored to a moment before them. A
 * certificate that was issued after that moment can't come back, as the topic does not hold it: it goes on proving its VEN,
 * and OCSP does not know it.
 */
@ApplicationScoped
class CertificateRecovery {

    private static final Logger LOG = Logger.getLogger(CertificateRecovery.class);
    private static final String ACTOR = "cert-authority";

    private final CertificateLedger ledger;

    CertificateRecovery(CertificateLedger ledger) {
        this.ledger = ledger;
    }

    void takeBack(List<CertificateRecord> records) {
        for (CertificateRecord record : records) {
            if (record.status() != CertificateStatus.VALID) {
                String reason = record.revocationReason().orElse("unspecified");
                ledger.revoke(record.sha256(), record.status(), reason, ACTOR);
            } else if (ledger.find(record.sha256()).isEmpty()) {
                LOG.warnf(
                        "certificate %s of %s was issued after the moment that the database was restored to; renew it, or"
                                + " release it in ven-registry",
                        record.sha256(), record.venName().orElse(record.subject()));
            }
        }
    }
}
