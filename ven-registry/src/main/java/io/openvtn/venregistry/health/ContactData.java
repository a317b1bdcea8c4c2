package io.openvtn.venregistry.health;

import io.openvtn.venregistry.ven.VenData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.Session;

/** What of a VEN's messages was refused; when it was heard of is part of the VEN. */
@ApplicationScoped
class ContactData implements VenData {

    private final Contacts contacts;
    private final Session session;

    ContactData(Contacts contacts, Session session) {
        this.contacts = contacts;
        this.session = session;
    }

    @Override
    public Map<String, Object> export(String venId) {
        return Map.of("refusals", contacts.refusals(venId).stream().toList());
    }

    @Override
    public void erase(String venId) {
        session.createNativeMutationQuery("update ven_contact set software = null,"
                        + " refused_message = left(refused_message, 0), refused_description = left(refused_description, 0)"
                        + " where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
    }
}
