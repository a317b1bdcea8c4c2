package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.operator.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Works out who can respond at a time. */
@ApplicationScoped
class AvailabilityReader {

    private static final String STATED = """
            with covering as (
                select distinct on (o.ven_id) o.ven_id, o.opt_type, o.opt_id
                from opt o join opt_window w using (ven_id, opt_id)
                where w.starts <= :at and w.ends > :at and o.resources = '{}' and o.device_classes = '{}'
                    and (cast(:marketContext as text) is null or o.market_context is null or o.market_context = :marketContext)
                order by o.ven_id, o.created_at desc, o.opt_id),
            stated as (
                select v.ven_id, v.capacity_kw, c.opt_id,
                    case c.opt_type when 'optIn' then 'available' when 'optOut' then 'unavailable' else 'unstated' end
                        as state
                from ven v left join covering c using (ven_id)
                where v.status = 'ACTIVE' and (cast(:group as text) is null or v.target_keys @> array[cast(:group as text)]))
            """;
    private static final String PAGE = STATED + "select * from stated where ven_id > :after"
            + " and (cast(:state as text) is null or state = :state) order by ven_id limit :most";
    private static final String TOTALS = STATED
            + "select state, count(*) as vens, coalesce(sum(capacity_kw), 0) as capacity from stated group by state";

    private final Session session;

    AvailabilityReader(Session session) {
        this.session = session;
    }

    /** What is asked: of which time, market context and group. */
    record Question(Instant at, Optional<String> marketContext, Optional<String> group) {

        private NativeQuery<Tuple> ask(Session session, String sql) {
            return session.createNativeQuery(sql, Tuple.class)
                    .setParameter("at", at)
                    .setParameter("marketContext", marketContext.orElse(null), String.class)
                    .setParameter("group", group.map(TargetKind.GROUP::key).orElse(null), String.class);
        }
    }

    @Transactional
    AvailabilityPage page(Question question, Optional<Availability> state, PageRequest wanted) {
        Map<Availability, AvailabilityPage.Total> totals = totals(question);
        List<AvailabilityPage.Ven> vens = question
                .ask(session, PAGE)
                .setParameter("after", wanted.from())
                .setParameter("state", state.map(Availability::toString).orElse(null), String.class)
                .setParameter("most", wanted.limitAndOne())
                .getResultList()
                .stream()
                .map(AvailabilityReader::ven)
                .toList();
        var none = new AvailabilityPage.Total(0, 0);
        return wanted.cut(
                vens,
                AvailabilityPage.Ven::venId,
                (items, next) -> new AvailabilityPage(
                        question.at(),
                        totals.getOrDefault(Availability.AVAILABLE, none),
                        totals.getOrDefault(Availability.UNAVAILABLE, none),
                        totals.getOrDefault(Availability.UNSTATED, none),
                        items,
                        next));
    }

    private Map<Availability, AvailabilityPage.Total> totals(Question question) {
        return question.ask(session, TOTALS).getResultList().stream()
                .collect(Collectors.toMap(
                        row -> Availability.of(row.get("state", String.class)),
                        row -> new AvailabilityPage.Total(
                                row.get("vens", Long.class), row.get("capacity", Double.class))));
    }

    private static AvailabilityPage.Ven ven(Tuple row) {
        return new AvailabilityPage.Ven(
                row.get("ven_id", String.class),
                Availability.of(row.get("state", String.class)),
                Optional.ofNullable(row.get("capacity_kw", Double.class)),
                Optional.ofNullable(row.get("opt_id", String.class)));
    }
}
