package io.openvtn.venregistry.changes;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.venregistry.job.Job;
import io.openvtn.venregistry.ven.VenChange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A change of many VENs that an operator asked for. */
@Entity
@Table(name = "ven_change")
@DynamicUpdate
class ChangeEntity extends Job {

    @Id
    @Column(name = "change_id")
    String changeId;

    @Column(name = "dry_run")
    boolean dryRun;

    /** The query of the VENs, as it was asked for; null if it takes another change back. */
    @Nullable
    String filter;

    /** Null if it takes another change back. */
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    @Nullable
    String wanted;

    /** The change that it takes back. */
    @Nullable
    String undoes;

    @Nullable
    String reason;

    @Enumerated(EnumType.STRING)
    ChangeStatus status;

    /** The last VEN that was worked on. */
    @Column(name = "done_to")
    String doneTo = "";

    int changed;
    int refused;

    @Override
    public String id() {
        return changeId;
    }

    Optional<VenChange> wanted() {
        return Optional.ofNullable(wanted).map(json -> {
            try {
                return RecordCodec.read(json, VenChange.class);
            } catch (MalformedRecordException e) {
                throw new IllegalStateException("the database holds a change that was not written here", e);
            }
        });
    }

    ChangeView view() {
        return new ChangeView(
                changeId,
                createdAt,
                createdBy,
                dryRun,
                Optional.ofNullable(filter),
                wanted(),
                Optional.ofNullable(undoes),
                Optional.ofNullable(reason),
                status,
                total,
                done,
                changed,
                refused,
                Optional.ofNullable(finishedAt),
                Optional.ofNullable(problem));
    }
}
