package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.publishing.Adoption;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublicationMarks;
import io.openvtn.bus.publishing.PublishedRows;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.Session;

/** The topic cohorts. Goes before the deliveries: these may leave out an event only when no cohort names it any longer. */
@ApplicationScoped
@Priority(15)
class CohortOutbox implements Outbox {

    private static final String PENDING = """
            select cohort_id, event_id, ven_ids, revision from cohort
            where opened and revision > published_revision order by cohort_id limit :most
            """;

    private static final int BATCH = 50;

    private final Session session;
    private final CohortRecovery recovery;
    private final PublishedRows rows;

    CohortOutbox(Session session, CohortRecovery recovery, DataSource database) {
        this.session = session;
        this.recovery = recovery;
        this.rows = new PublishedRows(database, "cohort", "cohort_id");
    }

    @Override
    public Topic topic() {
        return Topic.COHORTS;
    }

    /** A record is as large as some hundred others. */
    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<CohortRecord> pending(int limit) {
        return session.createNativeQuery(PENDING, Tuple.class).setParameter("most", limit).getResultList().stream()
                .map(row -> new CohortRecord(
                        row.get("cohort_id", String.class),
                        row.get("event_id", String.class),
                        List.of(row.get("ven_ids", String[].class)),
                        row.get("revision", Long.class)))
                .toList();
    }

    @Override
    public Optional<Adoption<?>> adoption() {
        return Optional.of(new Adoption<>(CohortRecord.class, recovery::takeBack));
    }

    @Override
    public PublicationMarks marks() {
        return rows;
    }
}
