package io.openvtn.venregistry.registration;

import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.PublishedRequests;
import io.openvtn.venregistry.ven.Vens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * What operators ask of VENs' registrations. A request waits on the topic vens until the VEN answered it, or registered
 * anew, or its registration ended. Locks the VEN before its requests.
 */
@ApplicationScoped
class Requests implements PublishedRequests {

    private static final int LONGEST_LIST = 100;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final Session session;
    private final Vens vens;
    private final Actor actor;
    private final Clock clock;

    Requests(Session session, Vens vens, Actor actor, Clock clock) {
        this.session = session;
        this.vens = vens;
        this.actor = actor;
        this.clock = clock;
    }

    @Transactional
    RequestView ask(String venId, RequestToVen request) {
        vens.lock(venId).orElseThrow(() -> unknown(venId));
        var errors = new FieldErrors();
        Optional<RequestKind> kind = request.known();
        if (kind.isEmpty()) {
            errors.add("kind", "has to be reregistration or cancellation");
        }
        request.reason()
                .filter(reason ->
                        reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl))
                .ifPresent(reason -> errors.add(
                        "reason",
                        "has to have at most %d characters and no control character".formatted(LONGEST_REASON)));
        errors.throwIfAny();
        if (!vens.isRegistered(venId)) {
            throw Problems.conflict("VEN %s is not registered".formatted(venId));
        }
        if (waiting(venId, kind.orElseThrow()).isPresent()) {
            throw Problems.conflict("a %s of VEN %s waits for its answer already".formatted(kind.get(), venId));
        }
        RequestEntity made = persist(venId, kind.get(), request.reason());
        vens.changed(venId);
        return made.toView();
    }

    @Transactional
    List<RequestView> of(String venId) {
        if (!vens.exists(venId)) {
            throw unknown(venId);
        }
        return session
                .createSelectionQuery(
                        "from RequestEntity where venId = :venId order by requestedAt desc, requestId",
                        RequestEntity.class)
                .setParameter("venId", venId)
                .setMaxResults(LONGEST_LIST)
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

    /** The VEN registered anew: a request to do so that is older has done its work. Needs a transaction. */
    void reregistered(String venId, Instant at) {
        if (vens.lock(venId).isPresent()) {
            waiting(venId, RequestKind.REREGISTRATION)
                    .filter(request -> request.requestedAt.isBefore(at))
                    .ifPresent(request -> close(request, at));
        }
    }

    /** The VEN's registration ended, and with it every request about it. Needs a transaction. */
    void ended(String venId, Instant at) {
        for (RequestKind kind : RequestKind.values()) {
            waiting(venId, kind).ifPresent(request -> close(request, at));
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
        request.requestId = "req-" + UUID.randomUUID();
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

    private static RuntimeException unknown(String venId) {
        return Problems.notFound("there is no VEN " + venId);
    }
}
