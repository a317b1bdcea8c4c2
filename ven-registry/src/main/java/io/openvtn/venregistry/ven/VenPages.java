package io.openvtn.venregistry.ven;

import io.openvtn.venregistry.ven.VenOrder.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Pages of the table ven, in the orders that a list may have. Its methods need a transaction. */
@ApplicationScoped
class VenPages {

    private final Session session;
    private final VenHealth health;

    VenPages(Session session, VenHealth health) {
        this.session = session;
        this.health = health;
    }

    /** Where the VENs of a page stand, and one more. */
    List<Place> places(VenConditions wanted, VenOrder order, int limitAndOne) {
        // How many rows there are with the one value or the other decides how they are found.
        session.createNativeMutationQuery("set local plan_cache_mode = force_custom_plan")
                .executeUpdate();
        NativeQuery<Tuple> query =
                wanted.set(session.createNativeQuery(sql(column(order.key()), wanted, order), Tuple.class));
        order.after().ifPresent(place -> {
            query.setParameter("afterVenId", place.venId());
            if (!order.isByVenId()) {
                query.setParameter("afterValue", place.value());
            }
        });
        return query.setParameter("limit", limitAndOne).getResultList().stream()
                .map(row -> new Place(
                        row.get("at_ven_id", String.class), row.get("at_value").toString()))
                .toList();
    }

    /** In the order of their places. */
    List<VenEntity> at(List<Place> places) {
        Map<String, Optional<VenEntity>> found = new LinkedHashMap<>();
        places.forEach(place -> found.put(place.venId(), Optional.empty()));
        session.createSelectionQuery("from VenEntity where venId in (:venIds)", VenEntity.class)
                .setParameterList("venIds", found.keySet())
                .getResultList()
                .forEach(ven -> found.put(ven.venId, Optional.of(ven)));
        return found.values().stream().flatMap(Optional::stream).toList();
    }

    private static String sql(VenColumn column, VenConditions wanted, VenOrder order) {
        String direction = order.isDescending() ? "desc" : "asc";
        String behind = order.isDescending() ? "<" : ">";
        String by = order.isByVenId()
                ? "ven.ven_id %s".formatted(direction)
                : "%s %s, ven.ven_id %s".formatted(column.sql(), direction, direction);
        String after = order.isByVenId()
                ? " and ven.ven_id %s :afterVenId".formatted(behind)
                : " and (%s, ven.ven_id) %s (cast(:afterValue as %s), :afterVenId)"
                        .formatted(column.sql(), behind, column.type().sql);
        return "select ven.ven_id as at_ven_id, %s as at_value from ven %s where %s%s order by %s limit :limit"
                .formatted(
                        column.sql(), column.join(), wanted.sql(), order.after().isPresent() ? after : "", by);
    }

    private VenColumn column(String key) {
        return switch (key) {
            case VenOrder.BY_VEN_NAME -> new VenColumn("", "ven.ven_name", VenColumn.Type.TEXT);
            case VenOrder.BY_CREATED_AT -> new VenColumn("", "ven.created_at", VenColumn.Type.TIME);
            case VenOrder.BY_LAST_SEEN -> health.lastSeen();
            default -> new VenColumn("", "ven.ven_id", VenColumn.Type.TEXT);
        };
    }
}
