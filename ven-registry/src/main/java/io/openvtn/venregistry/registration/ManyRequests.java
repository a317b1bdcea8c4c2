package io.openvtn.venregistry.registration;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.RequestsToVens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Requests to many VENs, with a statement for all of them. */
@ApplicationScoped
class ManyRequests implements RequestsToVens {

    private static final String ASKABLE = """
            select ven_id from unnest(cast(:venIds as text[])) as wanted (ven_id) join ven using (ven_id)
            where ven.registered and not exists (select from registration_request request
                where request.ven_id = wanted.ven_id and request.kind = :kind and request.answered_at is null)
            """;

    private static final String ASK = """
            insert into registration_request (request_id, ven_id, kind, requested_at, requested_by, reason)
            select value, key, :kind, :at, :by, :reason from jsonb_each_text(cast(:requestIds as jsonb))
            """;

    private static final String WAITING = """
            select request_id from unnest(cast(:requestIds as text[])) as wanted (request_id)
            join registration_request using (request_id) where answered_at is null
            """;

    private static final String WITHDRAW = """
            update registration_request request set answered_at = :at, response_description = :description
            from unnest(cast(:requestIds as text[])) as wanted (request_id)
            where request.request_id = wanted.request_id and request.answered_at is null
            """;

    private final Session session;
    private final Actor actor;
    private final Clock clock;

    ManyRequests(Session session, Actor actor, Clock clock) {
        this.session = session;
        this.actor = actor;
        this.clock = clock;
    }

    @Override
    public Set<String> askable(RequestKind kind, Collection<String> venIds) {
        return Set.copyOf(session.createNativeQuery(ASKABLE, String.class)
                .setParameter("venIds", venIds.toArray(String[]::new), String[].class)
                .setParameter("kind", kind.name())
                .getResultList());
    }

    @Override
    public Map<String, String> ask(RequestKind kind, Collection<String> venIds, Optional<String> reason) {
        Map<String, String> requestIds = askable(kind, venIds).stream()
                .collect(Collectors.toMap(Function.identity(), venId -> Requests.newId()));
        session.createNativeMutationQuery(ASK)
                .setParameter("requestIds", RecordCodec.writeWithoutNul(requestIds))
                .setParameter("kind", kind.name())
                .setParameter("at", clock.instant())
                .setParameter("by", actor.name())
                .setParameter("reason", reason.orElse(null), String.class)
                .executeUpdate();
        return requestIds;
    }

    @Override
    public Set<String> waiting(Collection<String> requestIds) {
        return requestIds.isEmpty()
                ? Set.of()
                : Set.copyOf(session.createNativeQuery(WAITING, String.class)
                        .setParameter("requestIds", requestIds.toArray(String[]::new), String[].class)
                        .getResultList());
    }

    @Override
    public void withdraw(Collection<String> requestIds) {
        session.createNativeMutationQuery(WITHDRAW)
                .setParameter("requestIds", requestIds.toArray(String[]::new), String[].class)
                .setParameter("at", clock.instant())
                .setParameter("description", Requests.withdrawnBy(actor.name()))
                .executeUpdate();
    }
}
