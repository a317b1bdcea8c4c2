package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublishedRevision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

@ApplicationScoped
class TrustAnchorOutbox implements Outbox {

    private final AuthorityRepository repository;

    TrustAnchorOutbox(AuthorityRepository repository) {
        this.repository = repository;
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
    @Transactional
    public void published(List<PublishedRevision> revisions) {
        revisions.forEach(sent -> repository.published(sent.key(), sent.revision()));
    }
}
