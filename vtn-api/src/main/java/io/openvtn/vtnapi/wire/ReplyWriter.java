package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From replies to the binding classes. Thread safe. */
final class ReplyWriter {

    private ReplyWriter() {}

    static Message bind(VtnReply reply, Grid grid) {
        Message message;
        if (reply instanceof VtnReply.Response response) {
            message = response(response);
        } else if (reply instanceof VtnReply.CreatedPartyRegistration created) {
            message = created(created);
        } else if (reply instanceof VtnReply.DistributeEvent distribute) {
            message = distribute(distribute, grid);
        } else if (reply instanceof VtnReply.RegisteredReport registered) {
            message = registeredReport(registered);
        } else if (reply instanceof VtnReply.RequestReregistration request) {
            var xml = new RegistrationXml.RequestReregistration();
            xml.venId = request.venId();
            message = xml;
        } else if (reply instanceof VtnReply.CancelPartyRegistration cancel) {
            message = cancel(cancel);
        } else {
            message = refusal(reply);
        }
        message.schemaVersion = "2.0b";
        return message;
    }

    private static Message refusal(VtnReply reply) {
        if (reply instanceof VtnReply.CanceledPartyRegistration canceled) {
            var xml = new RegistrationXml.CanceledPartyRegistration();
            xml.eiResponse = eiResponse(reply);
            xml.registrationId = canceled.registrationId().orElse(null);
            xml.venId = canceled.venId().orElse(null);
            return xml;
        } else if (reply instanceof VtnReply.UpdatedReport updated) {
            var xml = new ReportXml.UpdatedReport();
            xml.eiResponse = eiResponse(reply);
            xml.venId = updated.venId().orElse(null);
            return xml;
        } else if (reply instanceof VtnReply.CreatedReport created) {
            return pending(new ReportXml.CreatedReport(), reply, created.venId());
        } else if (reply instanceof VtnReply.CanceledReport canceled) {
            return pending(new ReportXml.CanceledReport(), reply, canceled.venId());
        } else if (reply instanceof VtnReply.CreatedOpt created) {
            var xml = new OptXml.CreatedOpt();
            xml.eiResponse = eiResponse(reply);
            xml.optId = created.optId();
            return xml;
        } else if (reply instanceof VtnReply.CanceledOpt canceled) {
            var xml = new OptXml.CanceledOpt();
            xml.eiResponse = eiResponse(reply);
            xml.optId = canceled.optId().orElse(null);
            return xml;
        }
        throw new IllegalStateException("no element for " + reply.getClass());
    }

    private static Message pending(ReportXml.PendingReports xml, VtnReply reply, Optional<String> venId) {
        xml.eiResponse = eiResponse(reply);
        xml.venId = venId.orElse(null);
        return xml;
    }

    private static Message cancel(VtnReply.CancelPartyRegistration cancel) {
        var xml = new RegistrationXml.CancelPartyRegistration();
        xml.requestId = cancel.requestId();
        xml.registrationId = cancel.registrationId();
        xml.venId = cancel.venId();
        return xml;
    }

    private static Message response(VtnReply.Response reply) {
        var response = new PollXml.Response();
        response.eiResponse = eiResponse(reply);
        response.venId = reply.venId().orElse(null);
        return response;
    }

    private static Message registeredReport(VtnReply.RegisteredReport reply) {
        var registered = new ReportXml.RegisteredReport();
        registered.eiResponse = eiResponse(reply);
        registered.venId = reply.venId().orElse(null);
        return registered;
    }

    private static Message created(VtnReply.CreatedPartyRegistration reply) {
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

    private static Message distribute(VtnReply.DistributeEvent reply, Grid grid) {
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
