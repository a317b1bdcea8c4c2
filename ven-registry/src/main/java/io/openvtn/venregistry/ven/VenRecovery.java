package io.openvtn.venregistry.ven;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.logging.LogFields;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Takes VENs back from the topic vens, after the database was restored to a moment before they were made or changed: their
 * devices keep their venIDs, certificates and registrations, and a suspension stays one. What is not published is lost: the
 * transport address, when a VEN registered, its labels, and requests to it. Who was erased is erased again.
 */
@ApplicationScoped
class VenRecovery {

    private static final Logger LOG = Logger.getLogger(VenRecovery.class);
    private static final Optional<String> REASON = Optional.of("taken back from the topic after a restore");

    private static final String UPSERT = """
            insert into ven (ven_id, ven_name, status, registration_id, registered, profile, transport, groups, resources,
                market_contexts, target_ids, poll_frequency_seconds, created_at, revision)
            values (:venId, :venName, :status, :registrationId, :registered, :profile, :transport, :groups,
                cast(:resources as jsonb),
                :marketContexts, :targetIds, :pollFrequency, :now, :revision)
            on conflict (ven_id) do update set ven_name = excluded.ven_name, status = excluded.status,
                registration_id = excluded.registration_id, registered = excluded.registered, profile = excluded.profile,
                transport = excluded.transport,
                groups = case when :rightsAlone then ven.groups else excluded.groups end,
                resources = case when :rightsAlone then ven.resources else excluded.resources end,
                market_contexts = case when :rightsAlone then ven.market_contexts else excluded.market_contexts end,
                target_ids = case when :rightsAlone then ven.target_ids else excluded.target_ids end,
                poll_frequency_seconds = excluded.poll_frequency_seconds, revision = excluded.revision
            where ven.revision < excluded.revision
            """;

    private final Session session;
    private final VenRepository vens;
    private final Instance<VenBindings> bindings;
    private final Instance<VenErasure> erasure;
    private final VenGroups groups;
    private final Transitions transitions;
    private final Clock clock;

    VenRecovery(
            Session session,
            VenRepository vens,
            Instance<VenBindings> bindings,
            Instance<VenErasure> erasure,
            VenGroups groups,
            Transitions transitions,
            Clock clock) {
        this.session = session;
        this.vens = vens;
        this.bindings = bindings;
        this.erasure = erasure;
        this.groups = groups;
        this.transitions = transitions;
        this.clock = clock;
    }

    /** Each in a transaction of its own, so that one whose name another VEN has by now keeps no other from coming back. */
    void takeBack(List<VenRecord> records) {
        for (VenRecord record : records) {
            try (var about = LogFields.ofVen(record.venId())) {
                takeBackAlone(record);
            }
        }
    }

    private void takeBackAlone(VenRecord record) {
        try {
            QuarkusTransaction.requiringNew().run(() -> takeBack(record));
        } catch (RuntimeException e) {
            // A constraint, most likely; what is on the topic stays there, for an operator to see to.
            LOG.errorf(e, "VEN %s, %s, is not taken back from the topic", record.venId(), record.venName());
        }
    }

    private void takeBack(VenRecord record) {
        groups.settle();
        Optional<VenEntity> found = vens.findLocked(record.venId());
        List<String> chosen = chosen(record.groups());
        groups.ensure(chosen);
        Optional<VenStatus> before = found.map(ven -> ven.status);
        Optional<String> formerName = found.map(ven -> ven.venName).filter(name -> !name.equals(record.venName()));
        int changed = session.createNativeMutationQuery(UPSERT)
                .setParameter("venId", record.venId())
                .setParameter("venName", record.venName())
                .setParameter("status", record.status().name())
                .setParameter("registrationId", record.registrationId())
                .setParameter("registered", record.registered())
                .setParameter("profile", record.profile().orElse(null), String.class)
                .setParameter("transport", record.transport().orElse(null), String.class)
                .setParameter("groups", chosen.toArray(String[]::new), String[].class)
                .setParameter("resources", RecordCodec.writeWithoutNul(record.resources()))
                .setParameter("marketContexts", record.marketContexts().toArray(String[]::new), String[].class)
                .setParameter("targetIds", TargetKind.keys(record.targetIds()).toArray(String[]::new), String[].class)
                .setParameter("pollFrequency", record.pollFrequency().toSeconds())
                .setParameter("now", clock.instant())
                .setParameter("revision", record.revision())
                .setParameter("rightsAlone", record.rightsAlone())
                .executeUpdate();
        if (changed == 0) {
            return;
        }
        if (record.rightsAlone()) {
            LOG.warnf(
                    "VEN %s, %s, is taken back with its rights alone: see whether its groups and resources are still right",
                    record.venId(), record.venName());
        }
        session.clear();
        formerName
                .filter(name -> !record.erased())
                .ifPresent(name -> vens.renamed(record.venId(), name, record.venName(), clock.instant()));
        if (!before.equals(Optional.of(record.status()))) {
            transitions.note(List.of(new Transitions.Move(record.venId(), before, record.status())), REASON);
        }
        bindings.get().takeBack(record.venId(), record.bindings());
        if (record.erased()) {
            erasure.get().eraseLocked(record.venId());
        }
    }

    /** The topic says all groups: those that hold another one of them follow from it. */
    private List<String> chosen(List<String> all) {
        Set<String> following =
                groups.holders(all).values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        return all.stream().filter(group -> !following.contains(group)).toList();
    }
}
