package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.publishing.Adoption;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublicationMarks;
import io.openvtn.bus.publishing.PublishedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

@ApplicationScoped
class CertificateOutbox implements Outbox {

    private final CertificateRepository repository;
    private final CertificateRecovery recovery;
    private final PublishedRows rows;

    CertificateOutbox(CertificateRepository repository, CertificateRecovery recovery, DataSource database) {
        this.repository = repository;
        this.recovery = recovery;
        this.rows = new PublishedRows(database, "certificate", "sha256");
    }

    @Override
    public Topic topic() {
        return Topic.CERTIFICATES;
    }

    @Override
    @Transactional
    public List<CertificateRecord> pending(int limit) {
        return repository.pending(limit).stream().map(CertificateOutbox::record).toList();
    }

    @Override
    public Optional<Adoption<?>> adoption() {
        return Optional.of(new Adoption<>(CertificateRecord.class, recovery::takeBack));
    }

    @Override
    public PublicationMarks marks() {
        return rows;
    }

    private static CertificateRecord record(CertificateEntity row) {
        return new CertificateRecord(
                row.sha256,
                row.serial,
                row.issuer,
                row.subject,
                row.profile.published(),
                Optional.ofNullable(row.venName),
                row.notBefore,
                row.notAfter,
                row.status,
                Optional.ofNullable(row.revocationReason),
                Optional.ofNullable(row.revokedAt),
                Optional.ofNullable(row.expiryNotice),
                row.revision);
    }
}
