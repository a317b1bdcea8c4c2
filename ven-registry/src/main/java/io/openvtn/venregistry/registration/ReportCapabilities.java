package io.openvtn.venregistry.registration;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.ReportCapability;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.Session;

/** What each VEN can report: its last oadrRegisterReport. The methods need a transaction. */
@ApplicationScoped
class ReportCapabilities {

    private static final String REPLACE = """
            insert into report_capability (ven_id, request_id, at, reports)
            select ven_id, :requestId, :at, cast(:reports as jsonb) from ven where ven_id = :venId
            on conflict (ven_id) do update
                set request_id = excluded.request_id, at = excluded.at, reports = excluded.reports
                where report_capability.at <= excluded.at
            """;

    private final Session session;

    ReportCapabilities(Session session) {
        this.session = session;
    }

    /** Replaces all former ones, unless those were registered later. */
    void replace(VenMessage.ReportsRegistered message) {
        session.createNativeMutationQuery(REPLACE)
                .setParameter("requestId", message.requestId())
                .setParameter("at", message.at())
                .setParameter("reports", RecordCodec.writeWithoutNul(message.reports()))
                .setParameter("venId", message.venId())
                .executeUpdate();
    }

    /** The registration ended, and with it what the VEN offered. */
    void forget(String venId) {
        session.createNativeMutationQuery("delete from report_capability where ven_id = :venId")
                .setParameter("venId", venId)
                .executeUpdate();
    }

    List<ReportCapability> list(String venId) {
        return session.createNativeQuery(
                        "select cast(reports as text) from report_capability where ven_id = :venId", String.class)
                .setParameter("venId", venId)
                .uniqueResultOptional()
                .map(ReportCapabilities::read)
                .orElse(List.of());
    }

    private static List<ReportCapability> read(String json) {
        try {
            return List.of(RecordCodec.read(json, ReportCapability[].class));
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("the database holds capabilities that were not written here", e);
        }
    }
}
