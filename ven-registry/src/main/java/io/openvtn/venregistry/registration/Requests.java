package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.PublishedRequests;
import io.openvtn.venregistry.ven.Vens;
import io.openvtn.venregistry.ven.Words;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * What operators ask of VENs' registrations. A request waits on the topic vens until the VEN answered it, or registered
 * anew, its registration ended, an operator withdrew it, or it became too old. Locks the VEN before its requests.
 */
@ApplicationScoped
class Requests implements PublishedRequests {

    private static final int LONGEST_LIST = 100;
    private static final int OVERDUE_AT_ONCE = 500;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final Session session;
    private final Vens vens;
    private final Actor actor;
    private final Clock clock;
    private final RequestsConfig config;

    Requests(Session session, Vens vens, Actor actor, Clock clock, RequestsConfig config) {
        this.session = session;
        this.vens = vens;
        this.actor = actor;
        this.clock = clock;
        this.config = config;
    }

    @Transactional
    RequestView ask(String venId, RequestToVen request) {
        lock(venId);
        var errors = new FieldErrors();
        Optional<RequestKind> kind = request.known();
        if (kind.isEmpty()) {
            errors.add("kind", "has to be reregistration or cancellation");
        }
        Optional<String> reason = Words.reason(request.reason(), errors);
        errors.throwIfAny();
        if (!vens.isRegistered(venId)) {
            throw Problems.conflict("VEN %s is not registered".formatted(venId));
        }
        if (waiting(venId, kind.orElseThrow()).isPresent()) {
            throw Problems.conflict("a %s of VEN %s waits for its answer already".formatted(kind.get(), venId));
        }
        RequestEntity made = persist(venId, kind.get(), reason);
        vens.changed(venId);
        return made.toView();
    }

    @Transactional
    List<RequestView> list(String venId) {
        if (!vens.exists(venId)) {
            throw unknown(venId);
        }
        return newest(venId, LONGEST_LIST);
    }

    /** Needs a transaction. */
    List<RequestView> newest(String venId, int limit) {
        return session
                .createSelectionQuery(
                        "from RequestEntity where venId = :venId order by requestedAt desc, requestId",
                        RequestEntity.class)
                .setParameter("venId", venId)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(RequestEntity::toView)
                .toList();
    }

    /** A repeat finds the request answered and changes nothing. Needs a transaction. */
    void answered(VenMessage.RequestAnswered message) {
        if (vens.lock(message.venId()).isEmpty()) {
            return;
        }
        Optional.ofNullable(session.find(RequestEntity.class, message.requestId()))
                .filter(request -> request.venId.equals(message.venId()))
                .filter(request -> request.answeredAt == null)
                .ifPresent(request -> {
                    request.responseCode = message.responseCode();
                    request.responseDescription = message.responseDescription()
                            .map(text -> text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION)))
                            .orElse(null);
                    close(request, message.at());
                });
    }

    /**
     * The VEN registered anew. An older request to do so has done its work; one that cancels the registration was about
     * the former one: a VEN that forgets it and registers again would be told so for ever. Needs a transaction.
     */
    void reregistered(String venId, Instant at) {
        if (vens.lock(venId).isPresent()) {
            closeAll(venId, at, request -> request.requestedAt.isBefore(at), "the VEN registered anew");
        }
    }

    /** The VEN's registration ended, and with it every request about it. Needs a transaction. */
    void ended(String venId, Instant at) {
        closeAll(venId, at, request -> true, "the registration ended");
    }

    private void lock(String venId) {
        if (vens.lock(venId).isEmpty()) {
            throw unknown(venId);
        }
    }

    /** An operator does not want it any longer; one that the VEN has answered stays as it is. */
    @Transactional
    void withdraw(String venId, String requestId) {
        lock(venId);
        RequestEntity request = Optional.ofNullable(session.find(RequestEntity.class, requestId))
                .filter(found -> found.venId.equals(venId))
                .orElseThrow(() -> Problems.notFound("VEN %s has no request %s".formatted(venId, requestId)));
        if (request.answeredAt != null) {
            throw Problems.conflict("request %s is closed already".formatted(requestId));
        }
        request.responseDescription = withdrawnBy(actor.name());
        close(request, clock.instant());
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void closeOverdue() {
        Instant latest = clock.instant().minus(config.lifetime());
        List<String> venIds = QuarkusTransaction.requiringNew().call(() -> session.createSelectionQuery(
                        "select distinct venId from RequestEntity where answeredAt is null and requestedAt < :latest",
                        String.class)
                .setParameter("latest", latest)
                .setMaxResults(OVERDUE_AT_ONCE)
                .getResultList());
        String reason = "not answered within " + config.lifetime();
        for (String venId : venIds) {
            QuarkusTransaction.requiringNew().run(() -> {
                vens.lock(venId);
                closeAll(venId, clock.instant(), request -> request.requestedAt.isBefore(latest), reason);
            });
        }
    }

    private void closeAll(String venId, Instant at, Predicate<RequestEntity> which, String reason) {
        for (RequestKind kind : RequestKind.values()) {
            waiting(venId, kind).filter(which).ifPresent(request -> {
                request.responseDescription = reason;
                close(request, at);
            });
        }
    }

    @Override
    public Map<String, List<PendingRequest>> pending(Collection<String> venIds) {
        return venIds.isEmpty()
                ? Map.of()
                : session
                        .createSelectionQuery(
                                "from RequestEntity where venId in (:venIds) and answeredAt is null"
                                        + " order by requestedAt, requestId",
                                RequestEntity.class)
                        .setParameter("venIds", venIds)
                        .getResultList()
                        .stream()
                        .collect(Collectors.groupingBy(
                                request -> request.venId,
                                Collectors.mapping(RequestEntity::toRecord, Collectors.toList())));
    }

    private Optional<RequestEntity> waiting(String venId, RequestKind kind) {
        return session.createSelectionQuery(
                        "from RequestEntity where venId = :venId and kind = :kind and answeredAt is null",
                        RequestEntity.class)
                .setParameter("venId", venId)
                .setParameter("kind", kind)
                .uniqueResultOptional();
    }

    private RequestEntity persist(String venId, RequestKind kind, Optional<String> reason) {
        var request = new RequestEntity();
        request.requestId = newId();
        request.venId = venId;
        request.kind = kind;
        request.requestedAt = clock.instant();
        request.requestedBy = actor.name();
        request.reason = reason.orElse(null);
        session.persist(request);
        return request;
    }

    private void close(RequestEntity request, Instant at) {
        request.answeredAt = at;
        vens.changed(request.venId);
    }

    static String newId() {
        return "req-" + UUID.randomUUID();
    }

    static String withdrawnBy(String operator) {
        return "withdrawn by " + operator;
    }

    private static RuntimeException unknown(String venId) {
        return Problems.notFound("there is no VEN " + venId);
    }
}
