package io.openvtn.eventdispatcher.preview;

import io.openvtn.eventdispatcher.request.EventDefinition;
import io.openvtn.eventdispatcher.request.EventDefinitions;
import io.openvtn.eventdispatcher.request.EventRequest;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Finds out what an event would do, and stores nothing. */
@ApplicationScoped
class EventPreview {

    private static final int MOST = 100;

    private static final String TOTALS = """
            select count(*) as vens, sum(capacity_kw) as capacity, count(*) filter (where capacity_kw is null) as unknown,
                count(*) filter (where coalesce(cast(record ->> 'registered' as boolean), false) = false) as unregistered,
                count(*) filter (where exists (
                    select from opt o join opt_window w using (ven_id, opt_id)
                    where o.ven_id = v.ven_id and o.opt_type = 'optOut' and o.resources = '{}' and o.device_classes = '{}'
                        and (o.market_context is null or o.market_context = :marketContext)
                        and w.starts < :end and w.ends > :start)) as unavailable
            from ven v where v.ven_id in (select * from targeted_vens(:included, :excluded))
            """;
    private static final String SAMPLE =
            "select ven_id from targeted_vens(:included, :excluded) ven_id order by 1 limit :most";
    private static final String GROUPS = """
            select substr(key, 8) as group_id, count(*) as vens
            from ven v, unnest(v.target_keys) key
            where v.ven_id in (select * from targeted_vens(:included, :excluded)) and key like 'groups:%'
            group by key order by count(*) desc, key limit :most
            """;
    private static final String CONFLICTS = """
            select e.event_id, e.start_at, e.ends_at, count(*) as vens
            from event e join delivery d on d.event_id = e.event_id and d.listed and not d.cancelled
            where not e.cancelled and e.definition ->> 'marketContext' = :marketContext
                and e.start_at < :end
                and coalesce(e.ends_at, 'infinity') > :start and d.ven_id in (select * from targeted_vens(:included, :excluded))
            group by e.event_id, e.start_at, e.ends_at order by e.start_at, e.event_id limit :most
            """;
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final EventDefinitions definitions;
    private final Session session;

    EventPreview(EventDefinitions definitions, Session session) {
        this.definitions = definitions;
        this.session = session;
    }

    /** What the request would do, or everything that is wrong with it, targets that stand for no VEN among it. */
    @Transactional
    PreviewView preview(EventRequest request) {
        EventDefinition event = definitions.read(request, Optional.empty());
        TargetKeys targets = TargetKeys.of(event.targets());
        Tuple totals = during(event, TOTALS, targets).getSingleResult();
        return new PreviewView(
                totals.get("vens", Long.class),
                targeted(SAMPLE, targets).getResultList().stream()
                        .map(row -> row.get("ven_id", String.class))
                        .toList(),
                targeted(GROUPS, targets).getResultList().stream()
                        .map(row ->
                                new PreviewView.Group(row.get("group_id", String.class), row.get("vens", Long.class)))
                        .toList(),
                Optional.ofNullable(totals.get("capacity", Double.class)),
                totals.get("unknown", Long.class),
                totals.get("unregistered", Long.class),
                totals.get("unavailable", Long.class),
                during(event, CONFLICTS, targets).setParameter("most", MOST).getResultList().stream()
                        .map(EventPreview::conflict)
                        .toList());
    }

    private NativeQuery<Tuple> targeted(String sql, TargetKeys targets) {
        return targets.bind(session.createNativeQuery(sql, Tuple.class)).setParameter("most", MOST);
    }

    private NativeQuery<Tuple> during(EventDefinition event, String sql, TargetKeys targets) {
        return targets.bind(session.createNativeQuery(sql, Tuple.class))
                .setParameter("marketContext", event.marketContext())
                .setParameter("start", event.start())
                .setParameter("end", event.activePeriod().end().orElse(NEVER));
    }

    private static PreviewView.Conflict conflict(Tuple row) {
        return new PreviewView.Conflict(
                row.get("event_id", String.class),
                row.get("start_at", Instant.class),
                Optional.ofNullable(row.get("ends_at", Instant.class)),
                row.get("vens", Long.class));
    }
}
