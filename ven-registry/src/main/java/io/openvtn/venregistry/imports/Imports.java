package io.openvtn.venregistry.imports;

import io.openvtn.bus.contract.Ids;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.VenBatch;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes files of VENs in, and says how far they are. They are worked on in the background; see {@link ImportWorker}. Thread safe. */
@ApplicationScoped
class Imports {

    private static final int MOST_WAITING = 10;
    private static final int TOGETHER = 1_000;

    private final ImportRepository repository;
    private final VenBatch batch;
    private final ImportsConfig config;
    private final Actor actor;
    private final Clock clock;

    Imports(ImportRepository repository, VenBatch batch, ImportsConfig config, Actor actor, Clock clock) {
        this.repository = repository;
        this.batch = batch;
        this.config = config;
        this.actor = actor;
        this.clock = clock;
    }

    /** Reads a file and stores its rows, each with what is wrong with it by itself. */
    @Transactional
    ImportView create(File csv, boolean dryRun, boolean skipBad) {
        if (repository.jobs().waiting() >= MOST_WAITING) {
            throw Problems.conflict("%d imports are waiting; come again when one has ended".formatted(MOST_WAITING));
        }
        var entity = new ImportEntity();
        entity.importId = Ids.next("import-");
        // What the database keeps, so that the first answer and later ones agree.
        entity.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entity.createdBy = actor.name();
        entity.dryRun = dryRun;
        entity.skipBad = skipBad;
        entity.status = skipBad && !dryRun ? ImportStatus.MAKING : ImportStatus.CHECKING;
        repository.jobs().add(entity);
        try (var content = new FileInputStream(csv);
                var rows = new ImportReader(content, batch)) {
            store(rows, entity);
        } catch (IOException e) {
            throw new UncheckedIOException("a file that was received can't be read", e);
        }
        return entity.view();
    }

    private void store(ImportReader reader, ImportEntity entity) throws IOException {
        List<ImportRow> together = new ArrayList<>();
        for (Optional<ImportRow> row = reader.next(); row.isPresent(); row = reader.next()) {
            together.add(row.get());
            entity.total++;
            entity.refused += row.get().isBad() ? 1 : 0;
            if (together.size() == TOGETHER) {
                repository.addRows(entity.importId, together);
                together.clear();
            }
        }
        if (entity.total == 0) {
            throw Problems.unprocessable("the file has no row but the one with the names of the columns")
                    .build();
        }
        repository.addRows(entity.importId, together);
    }

    @Transactional
    ImportPage list(PageRequest page) {
        List<ImportView> found =
                repository.jobs().page(page).stream().map(ImportEntity::view).toList();
        return page.cut(found, ImportView::importId, ImportPage::new);
    }

    @Transactional
    boolean exists(String importId) {
        return repository.jobs().find(importId).isPresent();
    }

    @Transactional
    ImportView get(String importId) {
        return find(importId).view();
    }

    @Transactional
    RowPage rows(String importId, boolean refused, PageRequest page) {
        find(importId);
        return page.cut(repository.page(importId, refused, page), row -> Integer.toString(row.line()), RowPage::new);
    }

    private ImportEntity find(String importId) {
        return repository.jobs().find(importId).orElseThrow(() -> Problems.notFound("there is no import " + importId));
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forgetOld() {
        repository.forgetBefore(clock.instant().minus(config.lifetime()));
    }
}
