package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.publishing.Adoption;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublicationMarks;
import io.openvtn.bus.publishing.PublishedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The topic vens. */
@ApplicationScoped
class VenOutbox implements Outbox {

    private final VenRepository vens;
    private final VenBindings bindings;
    private final PublishedRequests requests;
    private final VenGroups groups;
    private final VenRecovery recovery;
    private final PublishedRows rows;

    VenOutbox(
            VenRepository vens,
            VenBindings bindings,
            PublishedRequests requests,
            VenGroups groups,
            VenRecovery recovery,
            DataSource database) {
        this.vens = vens;
        this.bindings = bindings;
        this.requests = requests;
        this.groups = groups;
        this.recovery = recovery;
        this.rows = new PublishedRows(database, "ven", "ven_publication", "ven_id");
    }

    @Override
    public Topic topic() {
        return Topic.VENS;
    }

    /**
     * The bindings, requests and groups are read after the VENs: a change between the two reads goes out early under the older
     * revision, and again under its own.
     */
    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<VenRecord> pending(int limit) {
        List<VenEntity> rows = vens.unpublished(limit);
        List<String> venIds = rows.stream().map(ven -> ven.venId).toList();
        var bound = bindings.published(venIds);
        var asked = requests.pending(venIds);
        var holders =
                groups.holders(rows.stream().flatMap(ven -> ven.groups.stream()).collect(Collectors.toSet()));
        return rows.stream()
                .map(ven -> ven.toRecord(
                        bound.getOrDefault(ven.venId, List.of()), asked.getOrDefault(ven.venId, List.of()), holders))
                .toList();
    }

    @Override
    public Optional<Adoption<?>> adoption() {
        return Optional.of(new Adoption<>(VenRecord.class, recovery::takeBack));
    }

    @Override
    public PublicationMarks marks() {
        return rows;
    }
}
