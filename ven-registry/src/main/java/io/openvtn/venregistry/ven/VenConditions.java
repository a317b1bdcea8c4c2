package io.openvtn.venregistry.ven;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.query.CommonQueryContract;

/**
 * What rows of the table ven have to be. Only what is asked for stands in the statement: with a condition that may be none,
 * PostgreSQL keeps from its indexes.
 */
final class VenConditions implements VenSelection {

    /** As the index ven_text has it. */
    private static final String TEXT =
            "lower((ven_name || ' ' || ven_id || ' ' || coalesce(reported_ven_name, '')) collate \"default\")";

    private final List<VenCondition> conditions = new ArrayList<>();

    /**
     * What a list asks for.
     *
     * @param only the one VEN that may be on it; empty for all
     * @param groups of which a VEN on it is in one; empty for all
     * @param others what is wanted that is not in the table ven
     */
    static VenConditions of(
            VenWanted wanted, Optional<String> only, Optional<Set<String>> groups, Stream<VenCondition> others) {
        var conditions = new VenConditions();
        others.forEach(conditions.conditions::add);
        only.ifPresent(venId -> conditions.add("ven_id = :only", "only", venId));
        groups.ifPresent(
                some -> conditions.add("groups && cast(:groups as text[])", "groups", some.toArray(String[]::new)));
        wanted.target().ifPresent(key -> conditions.add("target_ids @> array[cast(:target as text)]", "target", key));
        wanted.label().ifPresent(label -> conditions.add("labels @> array[cast(:label as text)]", "label", label));
        wanted.marketContext()
                .ifPresent(context -> conditions.add(
                        "market_contexts @> array[cast(:marketContext as text)]", "marketContext", context));
        wanted.resource()
                .map(id -> RecordCodec.writeWithoutNul(List.of(Map.of("resourceId", id))))
                .ifPresent(one -> conditions.add("resources @> cast(:resource as jsonb)", "resource", one));
        wanted.registrationId()
                .ifPresent(id -> conditions.add("registration_id = :registrationId", "registrationId", id));
        wanted.pollFrequency()
                .map(Duration::toSeconds)
                .ifPresent(
                        seconds -> conditions.add("poll_frequency_seconds = :pollFrequency", "pollFrequency", seconds));
        wanted.registered()
                .ifPresent(registered -> conditions.add("registered = :registered", "registered", registered));
        wanted.status().map(VenStatus::name).ifPresent(status -> conditions.add("status = :status", "status", status));
        wanted.text()
                .ifPresent(text -> conditions.add(
                        TEXT + " like lower(cast(:text as text) collate \"default\")",
                        "text",
                        "%" + literally(text) + "%"));
        return conditions;
    }

    @Override
    public String sql() {
        return conditions.isEmpty()
                ? "true"
                : String.join(
                        " and ", conditions.stream().map(VenCondition::sql).toList());
    }

    @Override
    public <Q extends CommonQueryContract> Q set(Q query) {
        conditions.forEach(condition -> condition.set(query));
        return query;
    }

    private void add(String sql, String parameter, Object value) {
        conditions.add(new VenCondition(sql, parameter, value));
    }

    /** Small letters are made by the database, of this as of what it is compared with. */
    private static String literally(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1");
    }
}
