package io.openvtn.venregistry.imports;

import io.openvtn.venregistry.job.Job;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;

/** A file of VENs that an operator handed in. */
@Entity
@Table(name = "ven_import")
@DynamicUpdate
class ImportEntity extends Job {

    @Id
    @Column(name = "import_id")
    String importId;

    @Column(name = "dry_run")
    boolean dryRun;

    @Column(name = "skip_bad")
    boolean skipBad;

    @Enumerated(EnumType.STRING)
    ImportStatus status;

    /** The last line that was worked on in this status. */
    @Column(name = "done_to")
    int doneTo;

    int refused;
    int made;

    @Override
    public String id() {
        return importId;
    }

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
