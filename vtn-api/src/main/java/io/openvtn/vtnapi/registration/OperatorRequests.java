package io.openvtn.vtnapi.registration;

import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.wire.ResponseCode;
import io.openvtn.vtnapi.wire.VenRequest;
import io.openvtn.vtnapi.wire.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators ask of a VEN's registration, oldest first, and what VENs answer. What this replica has offered is lost at a
 * restart, which costs one early repeat. Thread safe.
 */
@ApplicationScoped
public class OperatorRequests {

    private final Map<String, Offer> offers = new ConcurrentHashMap<>();
    private final VenMessages messages;
    private final VtnConfig config;
    private final Clock clock;

    OperatorRequests(VenMessages messages, VtnConfig config, Clock clock) {
        this.messages = messages;
        this.config = config;
        this.clock = clock;
    }

    private record Offer(String requestId, Instant at) {}

    /** The request that the VEN's poll has to carry now; empty if none waits, or it was offered a short time ago. */
    public Optional<VtnReply> due(VenRecord ven) {
        List<PendingRequest> pending = ven.pendingRequests();
        if (pending.isEmpty()) {
            if (offers.containsKey(ven.venId())) {
                offers.remove(ven.venId());
            }
            return Optional.empty();
        }
        PendingRequest oldest = pending.get(0);
        Instant now = clock.instant();
        Offer before = offers.get(ven.venId());
        if (before != null
                && before.requestId().equals(oldest.requestId())
                && now.isBefore(before.at().plus(config.redelivery()))) {
            return Optional.empty();
        }
        offers.put(ven.venId(), new Offer(oldest.requestId(), now));
        return Optional.of(message(ven, oldest));
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
        if (canceled.responseCode().startsWith("2")) {
            taken = taken.chain(() -> messages.publish(new VenMessage.Deregistered(
                    VenMessages.newMessageId(), ven.venId(), clock.instant(), ven.registrationId())));
        }
        return taken.replaceWith(ok(ven, canceled.requestId()));
    }

    private VenMessage answer(VenRecord ven, PendingRequest request, String code, Optional<String> description) {
        return new VenMessage.RequestAnswered(
                VenMessages.newMessageId(), ven.venId(), clock.instant(), request.requestId(), code, description);
    }

    private static Optional<PendingRequest> oldest(VenRecord ven, RequestKind kind) {
        return ven.pendingRequests().stream()
                .filter(request -> request.kind() == kind)
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
