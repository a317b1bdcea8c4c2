package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublicationMarks;
import io.openvtn.bus.publishing.PublishedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import javax.sql.DataSource;

@ApplicationScoped
class TrustAnchorOutbox implements Outbox {

    private final AuthorityRepository repository;
    private final PublishedRows rows;

    TrustAnchorOutbox(AuthorityRepository repository, DataSource database) {
        this.repository = repository;
        this.rows = new PublishedRows(database, "authority", "sha256");
    }

    @Override
    public Topic topic() {
        return Topic.TRUST_ANCHORS;
    }

    @Override
    @Transactional
    public List<TrustAnchorRecord> pending(int limit) {
        return repository.pending(limit).stream()
                .map(authority -> new TrustAnchorRecord(
                        authority.sha256,
                        authority.name,
                        Certificates.pem(Certificates.parse(authority.certificate)),
                        authority.role,
                        AnchorPolicy.INTERNAL,
                        authority.notBefore,
                        authority.notAfter,
                        authority.revision))
                .toList();
    }

    @Override
    public PublicationMarks marks() {
        return rows;
    }
}
