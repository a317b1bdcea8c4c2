package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.Registrations;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.Service;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** From a message and who sent it to the reply: what holds for all messages is checked here, the rest by their features. */
@ApplicationScoped
class Conversation {

    /** What a VEN that has not registered is told. */
    static final String NOT_REGISTERED = "the VEN is not registered; send oadrCreatePartyRegistration first";

    private final Fleet fleet;
    private final Registrations registrations;
    private final Features features;
    private final VtnConfig config;

    Conversation(Fleet fleet, Registrations registrations, Features features, VtnConfig config) {
        this.fleet = fleet;
        this.registrations = registrations;
        this.features = features;
        this.config = config;
    }

    /** A rule that the message breaks before any feature sees it. */
    record Refusal(ResponseCode code, String description) {}

    Uni<VtnReply> answer(Service service, VenRecord ven, VenRequest request) {
        if (!request.kind().belongsOn(service)) {
            return refused(
                    request,
                    new Refusal(
                            ResponseCode.COMPLIANCE_ERROR,
                            "%s does not belong on the path of %s".formatted(request.rootElement(), service)));
        }
        return refusal(ven, request)
                .map(refusal -> refused(request, refusal))
                .orElseGet(() -> request.answeredBy(features, ven));
    }

    /** What is against it that the VEN says that, on whatever path. */
    Optional<Refusal> refusal(VenRecord ven, VenRequest request) {
        return foreignVenId(ven, request).or(() -> unregistered(ven, request));
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

    private Optional<Refusal> unregistered(VenRecord ven, VenRequest request) {
        return registrations.isRegistered(ven) || request.kind().comesBeforeRegistration()
                ? Optional.empty()
                : Optional.of(new Refusal(ResponseCode.NOT_REGISTERED_OR_AUTHORISED, NOT_REGISTERED));
    }

    private Uni<VtnReply> refused(VenRequest request, Refusal refusal) {
        return Uni.createFrom()
                .item(request.kind()
                        .refusal(
                                refusal.code(),
                                refusal.description(),
                                request.requestId(),
                                request.venId(),
                                config.vtnId()));
    }
}
