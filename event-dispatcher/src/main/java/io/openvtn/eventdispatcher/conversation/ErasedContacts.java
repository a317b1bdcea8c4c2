package io.openvtn.eventdispatcher.conversation;

import io.openvtn.eventdispatcher.delivery.VenDeliveries;
import io.openvtn.eventdispatcher.targeting.VensErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.hibernate.Session;

/** Forgets what of a VEN's messages was refused, and why. */
@ApplicationScoped
class ErasedContacts {

    private final VenDeliveries vens;
    private final Session session;

    ErasedContacts(VenDeliveries vens, Session session) {
        this.vens = vens;
        this.session = session;
    }

    void erase(@Observes VensErased erased) {
        vens.lock(erased.venIds());
        session.createNativeMutationQuery(
                        "update ven_contact set last_message = '', last_error = null, last_error_at = null"
                                + " where ven_id = any (:venIds)")
                .setParameter("venIds", erased.asArray(), String[].class)
                .executeUpdate();
        session.createNativeMutationQuery("delete from ven_refusal where ven_id = any (:venIds)")
                .setParameter("venIds", erased.asArray(), String[].class)
                .executeUpdate();
    }
}
