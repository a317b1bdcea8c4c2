package io.openvtn.venregistry.changes;

import io.openvtn.venregistry.ven.VenData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.Session;

/** What changes of many VENs have made of one; how many they changed stays. */
@ApplicationScoped
class ChangeData implements VenData {

    private final ChangeRepository repository;
    private final Session session;

    ChangeData(ChangeRepository repository, Session session) {
        this.repository = repository;
        this.session = session;
    }

    @Override
    public Map<String, Object> export(String venId) {
        return Map.of("changes", repository.history(venId, MOST));
    }

    @Override
    public void erase(String venId) {
        session.createNativeMutationQuery("delete from ven_change_row where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
    }
}
