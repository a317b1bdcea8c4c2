package io.openvtn.venregistry.job;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator asked for that takes longer than a request: its rows are worked on in the background, some at a time. */
@MappedSuperclass
public abstract class Job {

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "created_by")
    public String createdBy;

    /** How many rows it has. */
    public int total;

    /** Rows that were worked on in this status. */
    public int done;

    @Column(name = "finished_at")
    @Nullable
    public Instant finishedAt;

    /** Why it failed, and what was made of it. */
    @Nullable
    public String problem;

    /** For messages. */
    public abstract String id();
}
