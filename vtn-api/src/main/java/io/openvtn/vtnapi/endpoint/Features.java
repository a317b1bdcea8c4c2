package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.event.EventService;
import io.openvtn.vtnapi.message.Answers;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.opt.OptService;
import io.openvtn.vtnapi.poll.PollService;
import io.openvtn.vtnapi.registration.OperatorRequests;
import io.openvtn.vtnapi.registration.RegistrationService;
import io.openvtn.vtnapi.report.ReportService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Which feature answers which message. */
@ApplicationScoped
class Features implements Answers<Uni<VtnReply>> {

    private final RegistrationService registration;
    private final OperatorRequests requests;
    private final PollService poll;
    private final EventService event;
    private final ReportService report;
    private final OptService opt;
    private final VtnConfig config;

    Features(
            RegistrationService registration,
            OperatorRequests requests,
            PollService poll,
            EventService event,
            ReportService report,
            OptService opt,
            VtnConfig config) {
        this.registration = registration;
        this.requests = requests;
        this.poll = poll;
        this.event = event;
        this.report = report;
        this.opt = opt;
        this.config = config;
    }

    @Override
    public Uni<VtnReply> poll(VenRecord ven, VenRequest.Poll message) {
        return Uni.createFrom().item(poll.poll(ven));
    }

    @Override
    public Uni<VtnReply> queryRegistration(VenRecord ven, VenRequest.QueryRegistration message) {
        return Uni.createFrom().item(registration.query(ven, message));
    }

    @Override
    public Uni<VtnReply> createPartyRegistration(VenRecord ven, VenRequest.CreatePartyRegistration message) {
        return registration.create(ven, message);
    }

    @Override
    public Uni<VtnReply> cancelPartyRegistration(VenRecord ven, VenRequest.CancelPartyRegistration message) {
        return registration.cancel(ven, message);
    }

    @Override
    public Uni<VtnReply> canceledPartyRegistration(VenRecord ven, VenRequest.CanceledPartyRegistration message) {
        return requests.canceled(ven, message);
    }

    @Override
    public Uni<VtnReply> response(VenRecord ven, VenRequest.Response message) {
        return requests.answered(ven, message);
    }

    @Override
    public Uni<VtnReply> requestEvent(VenRecord ven, VenRequest.RequestEvent message) {
        return Uni.createFrom().item(event.request(ven, message));
    }

    @Override
    public Uni<VtnReply> createdEvent(VenRecord ven, VenRequest.CreatedEvent message) {
        return event.created(ven, message);
    }

    @Override
    public Uni<VtnReply> registerReport(VenRecord ven, VenRequest.RegisterReport message) {
        return report.register(ven, message);
    }

    @Override
    public Uni<VtnReply> createOpt(VenRecord ven, VenRequest.CreateOpt message) {
        return opt.create(ven, message);
    }

    @Override
    public Uni<VtnReply> cancelOpt(VenRecord ven, VenRequest.CancelOpt message) {
        return opt.cancel(ven, message);
    }

    @Override
    public Uni<VtnReply> unsupported(VenRecord ven, VenRequest.Unsupported message) {
        return Uni.createFrom()
                .item(message.kind()
                        .refusal(
                                ResponseCode.NOT_ALLOWED,
                                "%s is not served by this VTN".formatted(message.rootElement()),
                                message.requestId(),
                                message.venId(),
                                config.vtnId()));
    }
}
