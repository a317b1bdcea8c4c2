package io.openvtn.vtnapi.registration;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.Registrations;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.CancelPartyRegistration;
import io.openvtn.vtnapi.message.VenRequest.CreatePartyRegistration;
import io.openvtn.vtnapi.message.VenRequest.QueryRegistration;
import io.openvtn.vtnapi.message.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** EiRegisterParty. */
@ApplicationScoped
public class RegistrationService {

    private final Fleet fleet;
    private final Registrations registrations;
    private final VenMessages messages;
    private final PollSpread spread;
    private final VtnConfig config;
    private final Clock clock;

    RegistrationService(
            Fleet fleet,
            Registrations registrations,
            VenMessages messages,
            PollSpread spread,
            VtnConfig config,
            Clock clock) {
        this.fleet = fleet;
        this.registrations = registrations;
        this.messages = messages;
        this.spread = spread;
        this.config = config;
        this.clock = clock;
    }

    /** What this VTN serves; the VEN's own IDs only when it is registered. */
    public VtnReply query(VenRecord ven, QueryRegistration query) {
        boolean registered = registrations.isRegistered(ven);
        return new VtnReply.CreatedPartyRegistration(
                ResponseCode.OK,
                "OK",
                query.requestId(),
                Optional.of(ven.registrationId()).filter(id -> registered),
                Optional.of(ven.venId()).filter(id -> registered),
                config.vtnId(),
                spread.ofVen(ven));
    }

    /**
     * Registers the VEN whose certificate called. The answer waits, for a short time, until the registry has taken the
     * registration in: the VEN's next message comes at once and must find it.
     */
    public Uni<VtnReply> create(VenRecord ven, CreatePartyRegistration create) {
        if (create.registrationId()
                .filter(id -> !id.equals(ven.registrationId()))
                .isPresent()) {
            return refused(
                    ven,
                    create,
                    ResponseCode.INVALID_ID,
                    "that registrationID is not this VEN's; register without one");
        }
        if (!create.profileName().equals("2.0b")) {
            return refused(ven, create, ResponseCode.NOT_ALLOWED, "this VTN serves profile 2.0b alone");
        }
        if (!create.transportName().equals("simpleHttp") || !create.httpPullModel()) {
            return refused(ven, create, ResponseCode.NOT_ALLOWED, "this VTN serves simpleHttp in the pull model alone");
        }
        return messages.publish(message(ven, create))
                .chain(() -> fleet.awaitVen(ven.venId(), VenRecord::registered, config.settle()))
                .replaceWith(new VtnReply.CreatedPartyRegistration(
                        ResponseCode.OK,
                        "OK",
                        create.requestId(),
                        Optional.of(ven.registrationId()),
                        Optional.of(ven.venId()),
                        config.vtnId(),
                        spread.ofVen(ven)));
    }

    /**
     * Ends the VEN's registration. The answer waits, for a short time, until the registry has taken the end in: the VEN's
     * next poll must not be served.
     */
    public Uni<VtnReply> cancel(VenRecord ven, CancelPartyRegistration cancel) {
        if (!cancel.registrationId().equals(ven.registrationId())) {
            return Uni.createFrom()
                    .item(canceled(
                            ven,
                            cancel,
                            ResponseCode.INVALID_ID,
                            "that registrationID is not this VEN's; nothing ended"));
        }
        var message = new VenMessage.Deregistered(
                VenMessages.newMessageId(), ven.venId(), clock.instant(), ven.registrationId());
        return messages.publish(message)
                .chain(() -> fleet.awaitVen(ven.venId(), now -> !now.registered(), config.settle()))
                .replaceWith(canceled(ven, cancel, ResponseCode.OK, "OK"));
    }

    private static VtnReply canceled(
            VenRecord ven, CancelPartyRegistration cancel, ResponseCode code, String description) {
        return new VtnReply.CanceledPartyRegistration(
                code, description, cancel.requestId(), Optional.of(cancel.registrationId()), Optional.of(ven.venId()));
    }

    private VenMessage message(VenRecord ven, CreatePartyRegistration create) {
        return new VenMessage.Registered(
                VenMessages.newMessageId(),
                ven.venId(),
                clock.instant(),
                ven.registrationId(),
                create.profileName(),
                create.transportName(),
                create.transportAddress(),
                create.venName(),
                create.reportOnly(),
                create.xmlSignature(),
                create.httpPullModel());
    }

    private Uni<VtnReply> refused(
            VenRecord ven, CreatePartyRegistration create, ResponseCode code, String description) {
        return Uni.createFrom()
                .item(new VtnReply.CreatedPartyRegistration(
                        code,
                        description,
                        create.requestId(),
                        Optional.empty(),
                        Optional.of(ven.venId()),
                        config.vtnId(),
                        spread.ofVen(ven)));
    }
}
