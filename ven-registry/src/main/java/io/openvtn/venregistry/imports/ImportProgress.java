package io.openvtn.venregistry.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/** Says how far an import is whose only transaction goes on. Thread safe. */
@ApplicationScoped
class ImportProgress {

    private final Session session;

    ImportProgress(Session session) {
        this.session = session;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void say(String importId, int done) {
        session.createNativeMutationQuery("update ven_import set done = :done where import_id = :importId")
                .setParameter("done", done)
                .setParameter("importId", importId)
                .executeUpdate();
    }
}
