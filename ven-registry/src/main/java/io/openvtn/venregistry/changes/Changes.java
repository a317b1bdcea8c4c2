package io.openvtn.venregistry.changes;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.Ids;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.VenChange;
import io.openvtn.venregistry.ven.VenChangeFields;
import io.openvtn.venregistry.ven.VenQuery;
import io.openvtn.venregistry.ven.VenSelection;
import io.openvtn.venregistry.ven.VenService;
import io.openvtn.venregistry.ven.Vens;
import io.openvtn.venregistry.ven.Words;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Changes many VENs, and takes that back. The VENs are changed in the background; see {@link ChangeWorker}. Thread safe. */
@ApplicationScoped
class Changes {

    private static final int MOST_WAITING = 10;
    private static final int MOST_CHOSEN = 1_000;

    private final ChangeRepository repository;
    private final VenService service;
    private final Vens vens;
    private final ChangesConfig config;
    private final Actor actor;
    private final Clock clock;

    Changes(
            ChangeRepository repository,
            VenService service,
            Vens vens,
            ChangesConfig config,
            Actor actor,
            Clock clock) {
        this.repository = repository;
        this.service = service;
        this.vens = vens;
        this.config = config;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * Notes which VENs it is about: those that the query finds now.
     *
     * @param asked the query as text
     */
    @Transactional
    ChangeView create(VenQuery query, String asked, VenChangeFields fields, boolean dryRun) {
        var errors = new FieldErrors();
        VenChange change = VenChange.read(fields, errors);
        Optional<String> reason = Words.reason(fields.reason(), errors);
        errors.throwIfAny();
        ChangeEntity entity = begin(dryRun, reason);
        entity.filter = asked;
        entity.wanted = RecordCodec.writeWithoutNul(change);
        repository.jobs().add(entity);
        Optional<VenSelection> selection = service.selection(query);
        entity.total =
                selection.map(some -> repository.select(entity.changeId, some)).orElse(0);
        return entity.view();
    }

    @Transactional
    ChangeView undo(String changeId, UndoRequest request, boolean dryRun) {
        ChangeEntity undone = find(changeId);
        var errors = new FieldErrors();
        Optional<String> reason = Words.reason(request.reason(), errors);
        List<String> venIds = request.venIds().orElse(List.of());
        if (venIds.size() > MOST_CHOSEN || venIds.stream().anyMatch(Objects::isNull)) {
            errors.add("venIds", "has to hold at most %d venIDs".formatted(MOST_CHOSEN));
        }
        errors.throwIfAny();
        if (undone.dryRun || undone.finishedAt == null) {
            throw Problems.conflict(
                    "change %s %s".formatted(changeId, undone.dryRun ? "was a dry run" : "has not come to its end"));
        }
        ChangeEntity entity = begin(dryRun, reason);
        entity.undoes = changeId;
        repository.jobs().add(entity);
        entity.total = repository.selectChanged(entity.changeId, changeId, venIds);
        return entity.view();
    }

    private ChangeEntity begin(boolean dryRun, Optional<String> reason) {
        if (repository.jobs().waiting() >= MOST_WAITING) {
            throw Problems.conflict("%d changes are waiting; come again when one has ended".formatted(MOST_WAITING));
        }
        var entity = new ChangeEntity();
        entity.changeId = Ids.next("change-");
        // What the database keeps, so that the first answer and later ones agree.
        entity.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entity.createdBy = actor.name();
        entity.dryRun = dryRun;
        entity.reason = reason.orElse(null);
        entity.status = ChangeStatus.RUNNING;
        return entity;
    }

    @Transactional
    ChangeView.Page list(PageRequest page) {
        List<ChangeView> found =
                repository.jobs().page(page).stream().map(ChangeEntity::view).toList();
        return page.cut(found, ChangeView::changeId, ChangeView.Page::new);
    }

    @Transactional
    boolean exists(String changeId) {
        return repository.jobs().find(changeId).isPresent();
    }

    @Transactional
    ChangeView get(String changeId) {
        return find(changeId).view();
    }

    @Transactional
    ChangedVen.Page vens(String changeId, boolean refused, PageRequest page) {
        find(changeId);
        return page.cut(repository.page(changeId, refused, page), ChangedVen::venId, ChangedVen.Page::new);
    }

    @Transactional
    List<ChangedVen.Entry> history(String venId) {
        if (!vens.exists(venId)) {
            throw Problems.notFound("there is no VEN " + venId);
        }
        return repository.history(venId);
    }

    private ChangeEntity find(String changeId) {
        return repository.jobs().find(changeId).orElseThrow(() -> Problems.notFound("there is no change " + changeId));
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forgetOld() {
        repository.forgetBefore(clock.instant().minus(config.lifetime()));
    }
}
