package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.OptType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.Session;

/**
 * What VENs decide about events with oadrCreateOpt. Its methods need a transaction that holds the VEN's deliveries locked, and
 * whoever calls them sees to it that the record goes out.
 */
@ApplicationScoped
public class OptDecisions {

    private static final String DECIDE = """
            update delivery set opt_id = :optId, opt_type = :optType, state = :optType, answered_at = :at
            where ven_id = :venId and event_id = :eventId and modification_number = :modificationNumber
            """;

    private static final String RELEASE = """
            update delivery set opt_id = null, opt_type = answer_opt, answered_at = answer_at,
                state = coalesce(answer_state, case when offers = 0 then 'pending' when response_required then 'delivered'
                    else 'acknowledged' end)
            where ven_id = :venId and opt_id = :optId
            """;

    private final Session session;

    OptDecisions(Session session) {
        this.session = session;
    }

    /** Of an event's modification by a VEN. */
    public record Decision(
            String venId, String optId, OptType optType, String eventId, int modificationNumber, Instant at) {}

    /** Decides in the place of whatever the VEN said before; changes nothing if the event has another modification by now. */
    public void decide(Decision decision) {
        session.createNativeMutationQuery(DECIDE)
                .setParameter("optId", decision.optId())
                .setParameter("optType", decision.optType().toString())
                .setParameter("at", decision.at())
                .setParameter("venId", decision.venId())
                .setParameter("eventId", decision.eventId())
                .setParameter("modificationNumber", decision.modificationNumber())
                .executeUpdate();
    }

    /**
     * What the VEN said with oadrCreatedEvent, if it did, holds again.
     *
     * @return whether that opt had decided anything
     */
    public boolean release(String venId, String optId) {
        return session.createNativeMutationQuery(RELEASE)
                        .setParameter("venId", venId)
                        .setParameter("optId", optId)
                        .executeUpdate()
                > 0;
    }
}
