package io.openvtn.venregistry.changes;

import io.openvtn.venregistry.changes.ChangeRepository.Row;
import io.openvtn.venregistry.job.JobLoop;
import io.openvtn.venregistry.job.JobSteps;
import io.openvtn.venregistry.job.JobTable;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.ManyVens;
import io.openvtn.venregistry.ven.ManyVens.Outcome;
import io.openvtn.venregistry.ven.ManyVens.Wanted;
import io.openvtn.venregistry.ven.VenChange;
import io.openvtn.venregistry.ven.VenState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Works on changes of many VENs, {@value #TOGETHER} VENs in a transaction, which also notes how far it is. */
@ApplicationScoped
class ChangeWorker implements JobSteps<ChangeEntity> {

    private static final Logger LOG = Logger.getLogger(ChangeWorker.class);
    private static final int TOGETHER = 1_000;

    private final ChangeRepository repository;
    private final ManyVens vens;
    private final Clock clock;
    private final JobLoop<ChangeEntity> loop;

    ChangeWorker(ChangeRepository repository, ManyVens vens, Actor actor, Clock clock) {
        this.repository = repository;
        this.vens = vens;
        this.clock = clock;
        this.loop = new JobLoop<>(this, actor);
    }

    void end(@Observes ShutdownEvent event) {
        loop.end();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        loop.work();
    }

    @Override
    public JobTable<ChangeEntity> jobs() {
        return repository.jobs();
    }

    @Override
    public void advance(ChangeEntity change) {
        List<Row> rows = repository.rows(change, TOGETHER);
        Optional<VenChange> forAll = change.wanted();
        List<Wanted> wanted = rows.stream()
                .map(row -> forAll.map(one -> new Wanted(row.venId(), one, Optional.empty(), Optional.empty()))
                        .orElseGet(() -> takenBack(row)))
                .toList();
        List<Outcome> outcomes = change.dryRun ? vens.look(wanted) : vens.change(wanted, reason(change));
        repository.note(change.changeId, outcomes);
        change.changed += (int) outcomes.stream().filter(Outcome::isChange).count();
        change.refused +=
                (int) outcomes.stream().filter(one -> one.refusal().isPresent()).count();
        change.done += rows.size();
        if (rows.size() < TOGETHER) {
            end(change, change.dryRun ? ChangeStatus.CHECKED : ChangeStatus.CHANGED);
            LOG.infof(
                    "%s of %s is %s: %d of %d VENs are changed, %d stay as they were though it is about them",
                    change.changeId, change.createdBy, change.status, change.changed, change.total, change.refused);
        } else {
            change.doneTo = rows.get(rows.size() - 1).venId();
        }
    }

    /** A row without an {@code after} had a request alone. */
    private static Wanted takenBack(Row row) {
        VenState before = row.before().orElseThrow();
        VenState after = row.after().orElse(before);
        return new Wanted(row.venId(), VenChange.back(before, after), Optional.of(after), row.requestId());
    }

    private static Optional<String> reason(ChangeEntity change) {
        return Optional.of(change.reason == null ? change.changeId : change.changeId + ": " + change.reason);
    }

    private void end(ChangeEntity change, ChangeStatus status) {
        change.status = status;
        change.finishedAt = clock.instant();
    }

    @Override
    public String leftBehind(ChangeEntity change) {
        return change.dryRun || change.changed == 0
                ? "nothing was changed"
                : "VENs up to %s are changed; an undo takes that back".formatted(change.doneTo);
    }

    @Override
    public void failed(ChangeEntity change) {
        end(change, ChangeStatus.FAILED);
    }
}
