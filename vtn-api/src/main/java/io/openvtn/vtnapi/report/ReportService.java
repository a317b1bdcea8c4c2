package io.openvtn.vtnapi.report;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.MetadataReport;
import io.openvtn.vtnapi.message.VenRequest.RegisterReport;
import io.openvtn.vtnapi.message.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** EiReport: takes in what a VEN can report. */
@ApplicationScoped
public class ReportService {

    private final VenMessages messages;
    private final Clock clock;

    ReportService(VenMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** Replaces all capabilities of the VEN; an empty list is legal. */
    public Uni<VtnReply> register(VenRecord ven, RegisterReport register) {
        var message = new VenMessage.ReportsRegistered(
                VenMessages.newMessageId(),
                ven.venId(),
                clock.instant(),
                register.requestId(),
                register.reports().stream().map(ReportService::capability).toList());
        return messages.publish(message)
                .replaceWith(new VtnReply.RegisteredReport(
                        ResponseCode.OK, "OK", register.requestId(), Optional.of(ven.venId())));
    }

    private static VenMessage.ReportCapability capability(MetadataReport report) {
        return new VenMessage.ReportCapability(
                report.reportSpecifierId(),
                report.reportName(),
                report.dataPoints().stream()
                        .map(point -> new VenMessage.DataPoint(
                                point.rId(), point.reportType(), point.readingType(), point.unit()))
                        .toList());
    }
}
