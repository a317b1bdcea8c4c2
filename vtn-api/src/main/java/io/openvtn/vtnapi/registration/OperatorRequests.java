package io.openvtn.vtnapi.registration;

import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.ResponseCodes;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.fleet.OfferNotes;
import io.openvtn.vtnapi.fleet.RecentMessages;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What operators ask of a VEN's registration, oldest first, and what VENs answer. Thread safe. */
@ApplicationScoped
public class OperatorRequests {

    private final VenMessages messages;
    private final OfferNotes offers;
    private final RecentMessages recent;
    private final Clock clock;

    OperatorRequests(VenMessages messages, OfferNotes offers, RecentMessages recent, Clock clock) {
        this.messages = messages;
        this.offers = offers;
        this.recent = recent;
        this.clock = clock;
    }

    /**
     * The request that the VEN's poll has to carry now: the oldest that waits and was not offered a short time ago. One that is
     * not answered does not hold back the next.
     */
    public Optional<VtnReply> due(VenRecord ven) {
        for (PendingRequest request : ven.pendingRequests()) {
            if (recent.isDue(ven.venId(), request)) {
                offered(ven, request);
                return Optional.of(message(ven, request));
            }
        }
        return Optional.empty();
    }

    private void offered(VenRecord ven, PendingRequest request) {
        offers.note(new VenMessage.RequestOffered(
                VenMessages.newMessageId(), ven.venId(), clock.instant(), request.requestId()));
    }

    /** oadrResponse: has no ID of the request, as oadrRequestReregistration carries none, so it answers the oldest one. */
    public Uni<VtnReply> answered(VenRecord ven, VenRequest.Response response) {
        return oldest(ven, RequestKind.REREGISTRATION)
                .map(request ->
                        messages.publish(answer(ven, request, response.responseCode(), response.responseDescription())))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .replaceWith(ok(ven, response.requestId()));
    }

    /** oadrCanceledPartyRegistration: ends the registration unless its code says that the VEN refuses. */
    public Uni<VtnReply> canceled(VenRecord ven, VenRequest.CanceledPartyRegistration canceled) {
        Optional<PendingRequest> request = oldest(ven, RequestKind.CANCELLATION);
        if (request.isEmpty()) {
            // The repeat of an answer that was taken in already.
            return Uni.createFrom().item(ok(ven, canceled.requestId()));
        }
        Uni<Void> taken =
                messages.publish(answer(ven, request.get(), canceled.responseCode(), canceled.responseDescription()));
        if (ResponseCodes.isSuccess(canceled.responseCode())) {
            taken = taken.chain(() -> messages.publish(new VenMessage.Deregistered(
                    VenMessages.newMessageId(), ven.venId(), clock.instant(), ven.registrationId())));
        }
        return taken.replaceWith(ok(ven, canceled.requestId()));
    }

    private VenMessage answer(VenRecord ven, PendingRequest request, String code, Optional<String> description) {
        return new VenMessage.RequestAnswered(
                VenMessages.newMessageId(), ven.venId(), clock.instant(), request.requestId(), code, description);
    }

    private Optional<PendingRequest> oldest(VenRecord ven, RequestKind kind) {
        return ven.pendingRequests().stream()
                .filter(request -> request.kind() == kind && !recent.isAnswered(ven.venId(), request))
                .findFirst();
    }

    private static VtnReply message(VenRecord ven, PendingRequest request) {
        return switch (request.kind()) {
            case REREGISTRATION -> new VtnReply.RequestReregistration(ven.venId());
            case CANCELLATION ->
                new VtnReply.CancelPartyRegistration(request.requestId(), ven.registrationId(), ven.venId());
        };
    }

    private static VtnReply ok(VenRecord ven, String requestId) {
        return new VtnReply.Response(ResponseCode.OK, "OK", requestId, Optional.of(ven.venId()));
    }
}
