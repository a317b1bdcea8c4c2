package io.openvtn.eventdispatcher.opt;

import io.openvtn.eventdispatcher.targeting.VensErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.hibernate.Session;

/** Takes the words from a VEN's opts; when it was available stays. */
@ApplicationScoped
class ErasedOpts {

    private final Session session;

    ErasedOpts(Session session) {
        this.session = session;
    }

    void erase(@Observes VensErased vens) {
        session.createNativeMutationQuery("update opt set reason = '', market_context = null, resources = '{}',"
                        + " device_classes = '{}' where ven_id = any (:venIds)")
                .setParameter("venIds", vens.asArray(), String[].class)
                .executeUpdate();
    }
}
