package io.openvtn.venregistry.imports;

import io.openvtn.venregistry.ven.VenData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Map;
import org.hibernate.Session;

/** The row of a file that the VEN was made from. */
@ApplicationScoped
class ImportData implements VenData {

    private final Session session;

    ImportData(Session session) {
        this.session = session;
    }

    /** A row of a file. */
    record Row(String importId, int line, String venName) {}

    @Override
    public Map<String, Object> export(String venId) {
        return Map.of(
                "imports",
                session
                        .createNativeQuery(
                                "select import_id, line, ven_name from ven_import_row where ven_id = :venId",
                                Tuple.class)
                        .setParameter("venId", venId)
                        .getResultList()
                        .stream()
                        .map(row -> new Row(
                                row.get("import_id", String.class),
                                row.get("line", Integer.class),
                                row.get("ven_name", String.class)))
                        .toList());
    }

    @Override
    public void erase(String venId) {
        session.createNativeMutationQuery("update ven_import_row set ven_name = null where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
    }
}
