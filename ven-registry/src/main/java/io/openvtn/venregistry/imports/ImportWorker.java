package io.openvtn.venregistry.imports;

import io.openvtn.bus.operator.FieldErrors.Violation;
import io.openvtn.venregistry.imports.ImportRepository.Made;
import io.openvtn.venregistry.imports.ImportRepository.Refused;
import io.openvtn.venregistry.job.JobLoop;
import io.openvtn.venregistry.job.JobSteps;
import io.openvtn.venregistry.job.JobTable;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.NewVen;
import io.openvtn.venregistry.ven.OvertakenException;
import io.openvtn.venregistry.ven.VenBatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Works on imports, one after another, whichever replica comes first. Rows are compared, and those of an import that leaves bad ones
 * out are made, {@value #TOGETHER} in a transaction, which also notes how far it is: after a kill the next one goes on there. An
 * import that makes all or nothing does so in one transaction, and begins it anew.
 */
@ApplicationScoped
class ImportWorker implements JobSteps<ImportEntity> {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final int TOGETHER = 1_000;

    private final ImportRepository repository;
    private final ImportProgress progress;
    private final VenBatch batch;
    private final Clock clock;
    private final JobLoop<ImportEntity> loop;

    ImportWorker(ImportRepository repository, ImportProgress progress, VenBatch batch, Actor actor, Clock clock) {
        this.repository = repository;
        this.progress = progress;
        this.batch = batch;
        this.loop = new JobLoop<>(this, actor);
        this.clock = clock;
    }

    void end(@Observes ShutdownEvent event) {
        loop.end();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        loop.work();
    }

    @Override
    public JobTable<ImportEntity> jobs() {
        return repository.jobs();
    }

    @Override
    public void advance(ImportEntity entity) {
        if (entity.status == ImportStatus.CHECKING) {
            check(entity);
        } else if (entity.skipBad) {
            makeSome(entity);
        } else {
            makeAll(entity);
        }
    }

    @Override
    public Optional<Boolean> handled(RuntimeException failure) {
        if (failure instanceof BadRowsException bad) {
            JobLoop.inTransaction(() -> refuse(bad));
            return Optional.of(true);
        }
        if (failure instanceof OvertakenException) {
            LOG.infof("rows of an import are looked at again: %s", failure.getMessage());
            return Optional.of(false);
        }
        return Optional.empty();
    }

    private void check(ImportEntity entity) {
        List<ImportRow> rows = repository.rows(entity.importId, entity.doneTo, TOGETHER);
        List<Refused> refused = obstacles(good(rows));
        repository.refuse(entity.importId, refused);
        entity.refused += refused.size();
        noteDone(entity, rows);
        if (rows.size() < TOGETHER) {
            entity.becomes(
                    entity.dryRun
                            ? ImportStatus.CHECKED
                            : entity.refused > 0 ? ImportStatus.REFUSED : ImportStatus.MAKING,
                    clock.instant());
            LOG.infof(
                    "%s of %s is %s: %d of %d rows are bad",
                    entity.importId, entity.createdBy, entity.status, entity.refused, entity.total);
        }
    }

    private void makeSome(ImportEntity entity) {
        List<ImportRow> rows = repository.rows(entity.importId, entity.doneTo, TOGETHER);
        List<ImportRow> good = good(rows);
        List<Refused> refused = obstacles(good);
        repository.refuse(entity.importId, refused);
        entity.refused += refused.size();
        Set<Integer> left = refused.stream().map(Refused::line).collect(Collectors.toSet());
        entity.made += make(
                entity, good.stream().filter(row -> !left.contains(row.line())).toList());
        noteDone(entity, rows);
        if (rows.size() < TOGETHER) {
            made(entity);
        }
    }

    private void makeAll(ImportEntity entity) {
        progress.say(entity.importId, 0);
        int after = 0;
        int made = 0;
        List<ImportRow> rows;
        do {
            rows = repository.rows(entity.importId, after, TOGETHER);
            List<Refused> refused = obstacles(good(rows));
            if (!refused.isEmpty()) {
                throw new BadRowsException(entity.importId, refused);
            }
            if (loop.isEnding()) {
                throw new OvertakenException("the service ends");
            }
            made += make(entity, rows);
            after = rows.isEmpty() ? after : rows.get(rows.size() - 1).line();
            progress.say(entity.importId, made);
        } while (rows.size() == TOGETHER);
        entity.made = made;
        made(entity);
    }

    private int make(ImportEntity entity, List<ImportRow> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        List<String> venIds = batch.create(vens(rows), entity.importId);
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            made.add(new Made(rows.get(i).line(), venIds.get(i)));
        }
        repository.made(entity.importId, made);
        return made.size();
    }

    private void made(ImportEntity entity) {
        entity.becomes(ImportStatus.MADE, clock.instant());
        LOG.infof("%s of %s made %d VENs of %d rows", entity.importId, entity.createdBy, entity.made, entity.total);
    }

    private static void noteDone(ImportEntity entity, List<ImportRow> rows) {
        entity.done += rows.size();
        entity.doneTo =
                rows.isEmpty() ? entity.doneTo : rows.get(rows.size() - 1).line();
    }

    private List<Refused> obstacles(List<ImportRow> rows) {
        List<List<Violation>> obstacles = batch.obstacles(vens(rows));
        List<Refused> refused = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!obstacles.get(i).isEmpty()) {
                refused.add(new Refused(rows.get(i).line(), obstacles.get(i)));
            }
        }
        return refused;
    }

    private static List<ImportRow> good(List<ImportRow> rows) {
        return rows.stream().filter(row -> !row.isBad()).toList();
    }

    private static List<NewVen> vens(List<ImportRow> rows) {
        return rows.stream().map(row -> row.ven().orElseThrow()).toList();
    }

    /** Something came to stand against rows since all were compared; what was made of the others is rolled back. */
    private boolean refuse(BadRowsException bad) {
        ImportEntity entity = jobs().find(bad.importId).orElseThrow();
        if (!jobs().lockWork() || entity.status != ImportStatus.MAKING) {
            // Another replica goes on with it, and finds the same.
            return false;
        }
        repository.refuse(entity.importId, bad.refused);
        entity.refused += bad.refused.size();
        entity.becomes(ImportStatus.REFUSED, clock.instant());
        return true;
    }

    @Override
    public String leftBehind(ImportEntity entity) {
        return entity.made == 0 ? "nothing was made" : "rows up to line %d are as they say".formatted(entity.doneTo);
    }

    @Override
    public void failed(ImportEntity entity) {
        entity.becomes(ImportStatus.FAILED, clock.instant());
    }

    /** Rolls the transaction back and says which rows are at fault. */
    private static final class BadRowsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String importId;
        private final transient List<Refused> refused;

        BadRowsException(String importId, List<Refused> refused) {
            super("rows of %s are bad".formatted(importId));
            this.importId = importId;
            this.refused = refused;
        }
    }
}
