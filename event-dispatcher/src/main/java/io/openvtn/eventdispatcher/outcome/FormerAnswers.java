package io.openvtn.eventdispatcher.outcome;

import io.openvtn.bus.operator.PageRequest;
import io.openvtn.eventdispatcher.delivery.DispatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** What VENs had answered before an event changed. */
@ApplicationScoped
class FormerAnswers {

    private static final String PAGE = """
            select ven_id, modification_number, opt_type, answered_at, response_code, response_description
            from former_answer
            where event_id = :eventId and modification_number = :modificationNumber and ven_id > :after
            order by ven_id limit :most
            """;

    private final Session session;
    private final DispatchRepository dispatches;

    FormerAnswers(Session session, DispatchRepository dispatches) {
        this.session = session;
        this.dispatches = dispatches;
    }

    /** In the order of venID; empty if there is no such event. */
    @Transactional
    Optional<FormerAnswer.Page> page(String eventId, int modificationNumber, PageRequest wanted) {
        if (!dispatches.exists(eventId)) {
            return Optional.empty();
        }
        List<FormerAnswer> answers = session
                .createNativeQuery(PAGE, Tuple.class)
                .setParameter("eventId", eventId)
                .setParameter("modificationNumber", modificationNumber)
                .setParameter("after", wanted.from())
                .setParameter("most", wanted.limitAndOne())
                .getResultList()
                .stream()
                .map(FormerAnswers::answer)
                .toList();
        return Optional.of(wanted.cut(answers, FormerAnswer::venId, FormerAnswer.Page::new));
    }

    private static FormerAnswer answer(Tuple row) {
        return new FormerAnswer(
                row.get("ven_id", String.class),
                row.get("modification_number", Integer.class),
                Optional.ofNullable(row.get("opt_type", String.class)),
                Optional.ofNullable(row.get("answered_at", Instant.class)),
                Optional.ofNullable(row.get("response_code", String.class)),
                Optional.ofNullable(row.get("response_description", String.class)));
    }
}
