package io.openvtn.vtnapi.registration;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.wire.ResponseCode;
import io.openvtn.vtnapi.wire.VenRequest.CreatePartyRegistration;
import io.openvtn.vtnapi.wire.VenRequest.QueryRegistration;
import io.openvtn.vtnapi.wire.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** EiRegisterParty. */
@ApplicationScoped
public class RegistrationService {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Fleet fleet;
    private final VenMessages messages;
    private final VtnConfig config;
    private final Clock clock;

    RegistrationService(Fleet fleet, VenMessages messages, VtnConfig config, Clock clock) {
        this.fleet = fleet;
        this.messages = messages;
        this.config = config;
        this.clock = clock;
    }

    /** What this VTN serves; the VEN's own IDs only when it is registered. */
    public VtnReply query(VenRecord ven, QueryRegistration query) {
        return new VtnReply.CreatedPartyRegistration(
                ResponseCode.OK,
                "OK",
                query.requestId(),
                Optional.of(ven.registrationId()).filter(id -> ven.registered()),
                Optional.of(ven.venId()).filter(id -> ven.registered()),
                config.vtnId(),
                ven.pollFrequency());
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
                .chain(() -> settled(ven.venId()))
                .replaceWith(new VtnReply.CreatedPartyRegistration(
                        ResponseCode.OK,
                        "OK",
                        create.requestId(),
                        Optional.of(ven.registrationId()),
                        Optional.of(ven.venId()),
                        config.vtnId(),
                        ven.pollFrequency()));
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

    private Uni<Void> settled(String venId) {
        long attempts = config.registrationSettle().dividedBy(LOOK_AGAIN);
        return Uni.createFrom()
                .item(() -> fleet.ven(venId).map(VenRecord::registered).orElse(false))
                .onItem()
                .delayIt()
                .by(LOOK_AGAIN)
                .repeat()
                .until(registered -> registered)
                .select()
                .first(Math.max(1, attempts))
                .collect()
                .last()
                .replaceWithVoid();
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
                        ven.pollFrequency()));
    }
}
