package io.openvtn.venregistry.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.List;
import org.hibernate.Session;

/**
 * How many VENs are online and how many are not, and how many of their messages were refused: of all, and of each of the largest groups.
 * Who is RETIRED does not count. Each replica says the same. Thread safe.
 */
@ApplicationScoped
class GroupGauges {

    private static final String COUNTS = "count(*) filter (where silent_after > :now) as online,"
            + " count(*) filter (where silent_after <= :now) as offline, coalesce(sum(refusals - transport_errors), 0) as reply,"
            + " coalesce(sum(transport_errors), 0) as transport";

    private static final String OF_ALL =
            "select " + COUNTS + " from ven join ven_contact using (ven_id) where status <> 'RETIRED'";

    private static final String BY_GROUP = "select group_id, " + COUNTS
            + " from ven join ven_contact using (ven_id), unnest(groups) as group_id where status <> 'RETIRED'"
            + " group by group_id order by count(*) desc, group_id limit :most";

    private final Session session;
    private final HealthConfig config;
    private final Clock clock;
    private final MultiGauge vens;
    private final MultiGauge refusals;
    private final MultiGauge groupVens;
    private final MultiGauge groupRefusals;

    GroupGauges(Session session, HealthConfig config, Clock clock, MeterRegistry meters) {
        this.session = session;
        this.config = config;
        this.clock = clock;
        this.vens = MultiGauge.builder("openvtn.vens")
                .description("VENs that are not RETIRED")
                .register(meters);
        this.refusals = MultiGauge.builder("openvtn.vens.refusals")
                .description("messages of VENs that had no effect, since they were made")
                .register(meters);
        this.groupVens = MultiGauge.builder("openvtn.group.vens")
                .description("VENs of each of the largest groups")
                .register(meters);
        this.groupRefusals = MultiGauge.builder("openvtn.group.refusals")
                .description("messages of a group's VENs that had no effect, since they were made")
                .register(meters);
    }

    @Scheduled(
            identity = "group-gauges",
            every = "${openvtn.registry.health.metrics-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        QuarkusTransaction.requiringNew().run(() -> {
            List<Tuple> all = session.createNativeQuery(OF_ALL, Tuple.class)
                    .setParameter("now", clock.instant())
                    .getResultList();
            show(all, vens, refusals);
            List<Tuple> groups = session.createNativeQuery(BY_GROUP, Tuple.class)
                    .setParameter("now", clock.instant())
                    .setParameter("most", config.metricsOfGroups())
                    .getResultList();
            show(groups, groupVens, groupRefusals);
        });
    }

    private static void show(List<Tuple> counted, MultiGauge online, MultiGauge refused) {
        show(counted, online, "state", List.of("online", "offline"));
        show(counted, refused, "by", List.of("reply", "transport"));
    }

    /** @param columns which are the tag's values */
    private static void show(List<Tuple> counted, MultiGauge gauge, String tag, List<String> columns) {
        gauge.register(
                counted.stream()
                        .flatMap(row -> columns.stream()
                                .map(column ->
                                        MultiGauge.Row.of(tags(row).and(tag, column), row.get(column, Number.class))))
                        .toList(),
                true);
    }

    private static Tags tags(Tuple row) {
        return row.getElements().stream().anyMatch(column -> "group_id".equals(column.getAlias()))
                ? Tags.of("group", row.get("group_id", String.class))
                : Tags.empty();
    }
}
