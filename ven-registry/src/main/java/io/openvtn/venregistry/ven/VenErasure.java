package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Ids;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.IfMatch;
import io.openvtn.bus.operator.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** Hands out what is kept of a VEN, and erases it once the VEN is retired. */
@ApplicationScoped
class VenErasure {

    private static final Logger LOG = Logger.getLogger(VenErasure.class);

    private static final String ERASE = """
            update ven set ven_name = :venName, registration_id = :registrationId, registered = false, registered_at = null,
                profile = null, transport = null, transport_address = null, reported_ven_name = null,
                groups = '{}', resources = '[]', market_contexts = '{}', target_ids = '{}', labels = '{}',
                erased_at = :now, revision = revision + 1
            where ven_id = :venId
            """;

    private final VenRepository rows;
    private final VenService service;
    private final Vens vens;
    private final VenBindings bindings;
    private final Transitions transitions;
    private final Instance<VenData> data;
    private final Session session;
    private final Actor actor;
    private final Clock clock;

    VenErasure(
            VenRepository rows,
            VenService service,
            Vens vens,
            VenBindings bindings,
            Transitions transitions,
            Instance<VenData> data,
            Session session,
            Actor actor,
            Clock clock) {
        this.rows = rows;
        this.service = service;
        this.vens = vens;
        this.bindings = bindings;
        this.transitions = transitions;
        this.data = data;
        this.session = session;
        this.actor = actor;
        this.clock = clock;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such VEN */
    @Transactional
    Map<String, Object> export(String venId) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ven", service.get(venId));
        all.put("formerNames", rows.formerNames(venId));
        all.put("transitions", transitions.list(venId, VenData.MOST));
        Map<String, Object> others = new TreeMap<>();
        data.forEach(part -> others.putAll(part.export(venId)));
        all.putAll(others);
        return all;
    }

    /**
     * Erases a retired VEN's words; a repeat changes nothing. Its name is free then.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404, 409 if the VEN is not retired, or if a device could still renew one of its
     *     certificates: it would become a VEN of the name that is free, 412
     */
    @Transactional
    VenView erase(String venId, IfMatch ifMatch) {
        VenEntity ven = rows.findLocked(venId).orElseThrow(() -> Problems.notFound("there is no VEN " + venId));
        ifMatch.require("VEN " + venId, ven.revision);
        if (ven.status != VenStatus.RETIRED) {
            throw Problems.conflict("VEN %s is %s: retire it first".formatted(venId, ven.status));
        }
        List<String> renewable = bindings.renewable(venId);
        if (!renewable.isEmpty()) {
            throw Problems.conflict("revoke the certificates of VEN %s first, as its device could renew them: %s"
                    .formatted(venId, String.join(", ", renewable)));
        }
        if (ven.erasedAt == null) {
            eraseLocked(venId);
            vens.changed();
            LOG.infof("VEN %s is erased, as %s asked for", venId, actor.name());
        }
        return service.get(venId);
    }

    /** Without looking whether that may be. Needs a transaction, and the VEN's lock. */
    void eraseLocked(String venId) {
        session.flush();
        session.createNativeMutationQuery(ERASE)
                .setParameter("venName", nameless(venId))
                .setParameter("registrationId", Ids.next("reg-"))
                .setParameter("now", clock.instant())
                .setParameter("venId", venId)
                .executeUpdate();
        rows.forgetFormerNames(venId);
        transitions.forgetReasons(venId);
        data.forEach(part -> part.erase(venId));
        session.clear();
    }

    /** Its venID, unless that is another VEN's name. */
    private String nameless(String venId) {
        return rows.named(venId).filter(holder -> !holder.equals(venId)).isEmpty() ? venId : Ids.next("erased-");
    }
}
