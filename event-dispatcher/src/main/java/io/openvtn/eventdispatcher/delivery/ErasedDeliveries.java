package io.openvtn.eventdispatcher.delivery;

import io.openvtn.eventdispatcher.targeting.VensErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.hibernate.Session;

/** Takes a VEN's own words from its deliveries; which events it had and what it decided stays, as numbers rest on it. */
@ApplicationScoped
class ErasedDeliveries {

    private final VenDeliveries vens;
    private final Session session;

    ErasedDeliveries(VenDeliveries vens, Session session) {
        this.vens = vens;
        this.session = session;
    }

    void erase(@Observes VensErased erased) {
        vens.lock(erased.venIds());
        for (String table : new String[] {"delivery", "former_answer"}) {
            session.createNativeMutationQuery("update " + table + " set response_description = null"
                            + " where event_id in (select event_id from dispatch) and ven_id = any (:venIds)"
                            + " and response_description is not null")
                    .setParameter("venIds", erased.asArray(), String[].class)
                    .executeUpdate();
        }
    }
}
