package io.openvtn.venregistry.registration;

import io.openvtn.venregistry.ven.VenData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.Session;

/** What was asked of a VEN's registration, and what it can report. */
@ApplicationScoped
class RegistrationData implements VenData {

    private final Requests requests;
    private final ReportCapabilities capabilities;
    private final Session session;

    RegistrationData(Requests requests, ReportCapabilities capabilities, Session session) {
        this.requests = requests;
        this.capabilities = capabilities;
        this.session = session;
    }

    @Override
    public Map<String, Object> export(String venId) {
        return Map.of("requests", requests.newest(venId, MOST), "reportCapabilities", capabilities.list(venId));
    }

    @Override
    public void erase(String venId) {
        session.createNativeMutationQuery(
                        "update registration_request set reason = null, response_description = null where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
        capabilities.forget(venId);
    }
}
