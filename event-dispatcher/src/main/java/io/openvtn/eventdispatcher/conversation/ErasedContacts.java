package io.openvtn.eventdispatcher.conversation;

import io.openvtn.eventdispatcher.targeting.VensErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.hibernate.Session;

/** Forgets what of a VEN's messages was refused, and why. */
@ApplicationScoped
class ErasedContacts {

    private final Session session;

    ErasedContacts(Session session) {
        this.session = session;
    }

    void erase(@Observes VensErased vens) {
        session.createNativeMutationQuery(
                        "update ven_contact set last_error = null, last_error_at = null where ven_id = any (:venIds)")
                .setParameter("venIds", vens.asArray(), String[].class)
                .executeUpdate();
        session.createNativeMutationQuery("delete from ven_refusal where ven_id = any (:venIds)")
                .setParameter("venIds", vens.asArray(), String[].class)
                .executeUpdate();
    }
}
