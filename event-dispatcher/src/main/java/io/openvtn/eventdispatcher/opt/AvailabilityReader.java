package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.operator.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** Works out who can respond at a time. */
@ApplicationScoped
class AvailabilityReader {

    private static final String STATED = """
            with covering as (
                select distinct on (o.ven_id) o.ven_id, o.opt_type, o.opt_id
                from opt o join opt_window w using (ven_id, opt_id)
                where w.starts <= ? and w.ends > ? and o.resources = '{}' and o.device_classes = '{}'
                    and (cast(? as text) is null or o.market_context is null or o.market_context = ?)
                order by o.ven_id, o.created_at desc, o.opt_id),
            stated as (
                select v.ven_id, v.capacity_kw, c.opt_id,
                    case c.opt_type when 'optIn' then 'available' when 'optOut' then 'unavailable' else 'unstated' end
                        as state
                from ven v left join covering c using (ven_id)
                where v.status = 'ACTIVE' and (cast(? as text) is null or v.target_keys @> array[cast(? as text)]))
            """;
    private static final String PAGE = STATED + "select * from stated where ven_id > ?"
            + " and (cast(? as text) is null or state = ?) order by ven_id limit ?";
    private static final String TOTALS = STATED
            + "select state, count(*) as vens, coalesce(sum(capacity_kw), 0) as capacity from stated group by state";
    private static final int PARAMETERS_OF_STATED = 6;

    private final Session session;

    AvailabilityReader(Session session) {
        this.session = session;
    }

    @Transactional
    AvailabilityPage page(
            Instant at,
            Optional<String> marketContext,
            Optional<String> group,
            Optional<Availability> state,
            PageRequest wanted) {
        return session.doReturningWork(connection -> {
            try (var totals = stated(connection, TOTALS, at, marketContext, group);
                    var page = stated(connection, PAGE, at, marketContext, group)) {
                page.setString(PARAMETERS_OF_STATED + 1, wanted.from());
                String only = state.map(Availability::toString).orElse(null);
                page.setString(PARAMETERS_OF_STATED + 2, only);
                page.setString(PARAMETERS_OF_STATED + 3, only);
                page.setInt(PARAMETERS_OF_STATED + 4, wanted.limitAndOne());
                Map<String, AvailabilityPage.Total> byState = totals(totals.executeQuery());
                var none = new AvailabilityPage.Total(0, 0);
                List<AvailabilityPage.Ven> vens = vens(page.executeQuery());
                return wanted.cut(
                        vens,
                        AvailabilityPage.Ven::venId,
                        (items, next) -> new AvailabilityPage(
                                at,
                                byState.getOrDefault(Availability.AVAILABLE.toString(), none),
                                byState.getOrDefault(Availability.UNAVAILABLE.toString(), none),
                                byState.getOrDefault(Availability.UNSTATED.toString(), none),
                                items,
                                next));
            }
        });
    }

    private static PreparedStatement stated(
            Connection connection, String sql, Instant at, Optional<String> marketContext, Optional<String> group)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        String key = group.map(id -> TargetKind.GROUP + ":" + id).orElse(null);
        statement.setObject(1, at.atOffset(ZoneOffset.UTC));
        statement.setObject(2, at.atOffset(ZoneOffset.UTC));
        statement.setString(3, marketContext.orElse(null));
        statement.setString(4, marketContext.orElse(null));
        statement.setString(5, key);
        statement.setString(PARAMETERS_OF_STATED, key);
        return statement;
    }

    private static Map<String, AvailabilityPage.Total> totals(ResultSet rows) throws SQLException {
        Map<String, AvailabilityPage.Total> totals = new HashMap<>();
        while (rows.next()) {
            totals.put(
                    rows.getString("state"),
                    new AvailabilityPage.Total(rows.getLong("vens"), rows.getDouble("capacity")));
        }
        return totals;
    }

    private static List<AvailabilityPage.Ven> vens(ResultSet rows) throws SQLException {
        List<AvailabilityPage.Ven> vens = new ArrayList<>();
        while (rows.next()) {
            vens.add(new AvailabilityPage.Ven(
                    rows.getString("ven_id"),
                    rows.getString("state"),
                    Optional.ofNullable(rows.getObject("capacity_kw", Double.class)),
                    Optional.ofNullable(rows.getString("opt_id"))));
        }
        return vens;
    }
}
