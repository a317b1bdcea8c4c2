package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From replies to the binding classes. Thread safe. */
final class ReplyWriter implements VtnReply.Writer<Message> {

    /** The binding classes of all that is written. */
    static final List<Class<? extends Message>> TYPES = List.of(
            PollXml.Response.class,
            RegistrationXml.CreatedPartyRegistration.class,
            RegistrationXml.CanceledPartyRegistration.class,
            RegistrationXml.CancelPartyRegistration.class,
            RegistrationXml.RequestReregistration.class,
            EventXml.DistributeEvent.class,
            ReportXml.RegisteredReport.class,
            ReportXml.UpdatedReport.class,
            ReportXml.CreatedReport.class,
            ReportXml.CanceledReport.class,
            OptXml.CreatedOpt.class,
            OptXml.CanceledOpt.class);

    private final Grid grid;

    ReplyWriter(Grid grid) {
        this.grid = grid;
    }

    Message bind(VtnReply reply) {
        Message message = reply.writtenBy(this);
        message.schemaVersion = "2.0b";
        return message;
    }

    @Override
    public Message response(VtnReply.Response reply) {
        var response = new PollXml.Response();
        response.eiResponse = eiResponse(reply);
        response.venId = reply.venId().orElse(null);
        return response;
    }

    @Override
    public Message requestReregistration(VtnReply.RequestReregistration reply) {
        var request = new RegistrationXml.RequestReregistration();
        request.venId = reply.venId();
        return request;
    }

    @Override
    public Message cancelPartyRegistration(VtnReply.CancelPartyRegistration reply) {
        var cancel = new RegistrationXml.CancelPartyRegistration();
        cancel.requestId = reply.requestId();
        cancel.registrationId = reply.registrationId();
        cancel.venId = reply.venId();
        return cancel;
    }

    @Override
    public Message canceledPartyRegistration(VtnReply.CanceledPartyRegistration reply) {
        var canceled = new RegistrationXml.CanceledPartyRegistration();
        canceled.eiResponse = eiResponse(reply);
        canceled.registrationId = reply.registrationId().orElse(null);
        canceled.venId = reply.venId().orElse(null);
        return canceled;
    }

    @Override
    public Message registeredReport(VtnReply.RegisteredReport reply) {
        var registered = new ReportXml.RegisteredReport();
        registered.eiResponse = eiResponse(reply);
        registered.venId = reply.venId().orElse(null);
        return registered;
    }

    @Override
    public Message updatedReport(VtnReply.UpdatedReport reply) {
        var updated = new ReportXml.UpdatedReport();
        updated.eiResponse = eiResponse(reply);
        updated.venId = reply.venId().orElse(null);
        return updated;
    }

    @Override
    public Message createdReport(VtnReply.CreatedReport reply) {
        return pending(new ReportXml.CreatedReport(), reply, reply.venId());
    }

    @Override
    public Message canceledReport(VtnReply.CanceledReport reply) {
        return pending(new ReportXml.CanceledReport(), reply, reply.venId());
    }

    private static Message pending(ReportXml.PendingReports xml, VtnReply reply, Optional<String> venId) {
        xml.eiResponse = eiResponse(reply);
        xml.venId = venId.orElse(null);
        return xml;
    }

    @Override
    public Message createdOpt(VtnReply.CreatedOpt reply) {
        var created = new OptXml.CreatedOpt();
        created.eiResponse = eiResponse(reply);
        created.optId = reply.optId();
        return created;
    }

    @Override
    public Message canceledOpt(VtnReply.CanceledOpt reply) {
        var canceled = new OptXml.CanceledOpt();
        canceled.eiResponse = eiResponse(reply);
        canceled.optId = reply.optId().orElse(null);
        return canceled;
    }

    @Override
    public Message createdPartyRegistration(VtnReply.CreatedPartyRegistration reply) {
        var transport = new RegistrationXml.OadrTransport();
        transport.oadrTransportName = RegistrationXml.Transport.SIMPLE_HTTP;
        var profile = new RegistrationXml.OadrProfile();
        profile.oadrProfileName = RegistrationXml.Profile.B;
        profile.oadrTransports = List.of(transport);
        var created = new RegistrationXml.CreatedPartyRegistration();
        created.eiResponse = eiResponse(reply);
        created.registrationId = reply.registrationId().orElse(null);
        created.venId = reply.venId().orElse(null);
        created.vtnId = reply.vtnId();
        created.oadrProfiles = List.of(profile);
        if (!reply.pollFrequency().isZero()) {
            created.oadrRequestedOadrPollFreq = duration(reply.pollFrequency());
        }
        return created;
    }

    @Override
    public Message distributeEvent(VtnReply.DistributeEvent reply) {
        var distribute = new EventXml.DistributeEvent();
        distribute.eiResponse = eiResponse(reply);
        distribute.requestId = reply.ownRequestId();
        distribute.vtnId = reply.vtnId();
        distribute.oadrEvent =
                reply.events().stream().map(new EventWriter(grid)::event).toList();
        return distribute;
    }

    private static EiResponse eiResponse(VtnReply reply) {
        var response = new EiResponse();
        response.responseCode = Integer.toString(reply.code().number());
        response.responseDescription = XmlText.legal(reply.description());
        response.requestId = reply.requestId();
        return response;
    }

    private static XcalDuration duration(Duration duration) {
        return XcalDuration.of(XmlText.duration(duration));
    }
}
