package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.event.EventService;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.opt.OptService;
import io.openvtn.vtnapi.poll.PollService;
import io.openvtn.vtnapi.registration.OperatorRequests;
import io.openvtn.vtnapi.registration.RegistrationService;
import io.openvtn.vtnapi.report.ReportService;
import io.openvtn.vtnapi.wire.ResponseCode;
import io.openvtn.vtnapi.wire.Service;
import io.openvtn.vtnapi.wire.VenRequest;
import io.openvtn.vtnapi.wire.VtnReply;
import io.openvtn.vtnapi.wire.WireCodec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** From a message and who sent it to the reply: what holds for all messages is checked here, the rest by their features. */
@ApplicationScoped
class Conversation {

    /** What a VEN that has not registered is told. */
    static final String NOT_REGISTERED = "the VEN is not registered; send oadrCreatePartyRegistration first";

    private final Fleet fleet;
    private final RegistrationService registration;
    private final OperatorRequests requests;
    private final PollService poll;
    private final EventService event;
    private final ReportService report;
    private final OptService opt;
    private final WireCodec codec;
    private final VtnConfig config;

    Conversation(
            Fleet fleet,
            RegistrationService registration,
            OperatorRequests requests,
            PollService poll,
            EventService event,
            ReportService report,
            OptService opt,
            WireCodec codec,
            VtnConfig config) {
        this.fleet = fleet;
        this.registration = registration;
        this.requests = requests;
        this.poll = poll;
        this.event = event;
        this.report = report;
        this.opt = opt;
        this.codec = codec;
        this.config = config;
    }

    /** A rule that the message breaks before any feature sees it. */
    private record Refusal(ResponseCode code, String description) {}

    Uni<VtnReply> answer(Service service, VenRecord ven, VenRequest request) {
        if (!request.acceptedOn(service)) {
            return refused(
                    request,
                    new Refusal(
                            ResponseCode.COMPLIANCE_ERROR,
                            "%s does not belong on the path of %s".formatted(request.rootElement(), service)));
        }
        return foreignVenId(ven, request)
                .or(() -> unregistered(ven, request))
                .map(refusal -> refused(request, refusal))
                .orElseGet(() -> dispatch(ven, request));
    }

    private Uni<VtnReply> dispatch(VenRecord ven, VenRequest request) {
        if (request instanceof VenRequest.Poll) {
            return Uni.createFrom().item(poll.poll(ven));
        } else if (request instanceof VenRequest.QueryRegistration query) {
            return Uni.createFrom().item(registration.query(ven, query));
        } else if (request instanceof VenRequest.CreatePartyRegistration create) {
            return registration.create(ven, create);
        } else if (request instanceof VenRequest.CancelPartyRegistration cancel) {
            return registration.cancel(ven, cancel);
        } else if (request instanceof VenRequest.CanceledPartyRegistration canceled) {
            return requests.canceled(ven, canceled);
        } else if (request instanceof VenRequest.Response response) {
            return requests.answered(ven, response);
        } else if (request instanceof VenRequest.RequestEvent requestEvent) {
            return Uni.createFrom().item(event.request(ven, requestEvent));
        } else if (request instanceof VenRequest.CreatedEvent created) {
            return event.created(ven, created);
        } else if (request instanceof VenRequest.RegisterReport register) {
            return report.register(ven, register);
        } else if (request instanceof VenRequest.CreateOpt create) {
            return opt.create(ven, create);
        } else if (request instanceof VenRequest.CancelOpt cancel) {
            return opt.cancel(ven, cancel);
        }
        return refused(
                request,
                new Refusal(ResponseCode.NOT_ALLOWED, "%s is not served by this VTN".formatted(request.rootElement())));
    }

    private Optional<Refusal> foreignVenId(VenRecord ven, VenRequest request) {
        if (request.venId().filter(venId -> !venId.equals(ven.venId())).isEmpty()) {
            return Optional.empty();
        }
        String claimed = request.venId().orElseThrow();
        return Optional.of(
                fleet.ven(claimed).isPresent()
                        ? new Refusal(
                                ResponseCode.NOT_REGISTERED_OR_AUTHORISED,
                                "the certificate belongs to another VEN than the venID of the message")
                        : new Refusal(ResponseCode.INVALID_ID, "no VEN has that venID; yours is " + ven.venId()));
    }

    private static Optional<Refusal> unregistered(VenRecord ven, VenRequest request) {
        boolean registers = request instanceof VenRequest.QueryRegistration
                || request instanceof VenRequest.CreatePartyRegistration;
        return ven.registered() || registers
                ? Optional.empty()
                : Optional.of(new Refusal(ResponseCode.NOT_REGISTERED_OR_AUTHORISED, NOT_REGISTERED));
    }

    private Uni<VtnReply> refused(VenRequest request, Refusal refusal) {
        return Uni.createFrom()
                .item(codec.errorReply(
                        request.rootElement(),
                        refusal.code(),
                        refusal.description(),
                        request.requestId(),
                        request.venId(),
                        config.vtnId()));
    }
}
