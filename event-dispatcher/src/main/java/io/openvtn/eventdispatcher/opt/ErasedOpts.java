package io.openvtn.eventdispatcher.opt;

import io.openvtn.eventdispatcher.delivery.VenDeliveries;
import io.openvtn.eventdispatcher.targeting.VensErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.hibernate.Session;

/** Takes the words from a VEN's opts; when it was available stays, and how many of its resources an opt was for. */
@ApplicationScoped
class ErasedOpts {

    private final VenDeliveries vens;
    private final Session session;

    ErasedOpts(VenDeliveries vens, Session session) {
        this.vens = vens;
        this.session = session;
    }

    void erase(@Observes VensErased erased) {
        vens.lock(erased.venIds());
        session.createNativeMutationQuery("update opt set reason = '', market_context = null,"
                        + " resources = array_fill(cast('' as text), array[cardinality(resources)]),"
                        + " device_classes = array_fill(cast('' as text), array[cardinality(device_classes)])"
                        + " where ven_id = any (:venIds)")
                .setParameter("venIds", erased.asArray(), String[].class)
                .executeUpdate();
    }
}
