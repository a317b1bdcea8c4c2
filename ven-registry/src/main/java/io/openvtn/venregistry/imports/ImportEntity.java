package io.openvtn.venregistry.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A file of VENs that an operator handed in. */
@Entity
@Table(name = "ven_import")
@DynamicUpdate
class ImportEntity {

    @Id
    @Column(name = "import_id")
    String importId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "dry_run")
    boolean dryRun;

    @Column(name = "skip_bad")
    boolean skipBad;

    @Enumerated(EnumType.STRING)
    ImportStatus status;

    int total;

    /** The last line that was worked on in this status. */
    @Column(name = "done_to")
    int doneTo;

    /** Rows that were looked at in this status. */
    int done;

    int refused;
    int made;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;

    @Nullable
    String problem;

    void becomes(ImportStatus next, Instant now) {
        status = next;
        if (next.isEnded()) {
            finishedAt = now;
        } else {
            doneTo = 0;
            done = 0;
        }
    }

    ImportView view() {
        return new ImportView(
                importId,
                createdAt,
                createdBy,
                dryRun,
                skipBad,
                status,
                total,
                done,
                refused,
                made,
                Optional.ofNullable(finishedAt),
                Optional.ofNullable(problem));
    }
}
