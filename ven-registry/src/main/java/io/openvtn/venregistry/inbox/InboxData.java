package io.openvtn.venregistry.inbox;

import io.openvtn.venregistry.ven.VenData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.Session;

/** Certificates that were unknown before they became the VEN's. */
@ApplicationScoped
class InboxData implements VenData {

    private final Session session;

    InboxData(Session session) {
        this.session = session;
    }

    @Override
    public Map<String, Object> export(String venId) {
        return Map.of(
                "unknownCertificates",
                session
                        .createSelectionQuery(
                                "from InboxEntity where venId = :venId order by sha256", InboxEntity.class)
                        .setParameter("venId", venId)
                        .getResultList()
                        .stream()
                        .map(InboxEntity::toView)
                        .toList());
    }

    @Override
    public void erase(String venId) {
        session.createNativeMutationQuery("delete from unknown_certificate where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
    }
}
