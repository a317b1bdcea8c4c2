package io.openvtn.vtnapi.opt;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.event.VenEvents;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.CancelOpt;
import io.openvtn.vtnapi.message.VenRequest.CreateOpt;
import io.openvtn.vtnapi.message.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** EiOpt: oadrCreateOpt and oadrCancelOpt. What is accepted is published before it is acknowledged. */
@ApplicationScoped
public class OptService {

    private final Fleet fleet;
    private final VenEvents events;
    private final VenMessages messages;
    private final VtnConfig config;
    private final Clock clock;

    OptService(Fleet fleet, VenEvents events, VenMessages messages, VtnConfig config, Clock clock) {
        this.fleet = fleet;
        this.events = events;
        this.messages = messages;
        this.config = config;
        this.clock = clock;
    }

    public Uni<VtnReply> create(VenRecord ven, CreateOpt opt) {
        return events.answerable(ven.venId(), opt.event().stream().toList())
                .chain(answerable -> create(ven, opt, answerable));
    }

    private Uni<VtnReply> create(VenRecord ven, CreateOpt opt, List<EventDelivery> answerable) {
        List<String> contexts = answerable.stream()
                .map(delivery -> fleet.event(delivery.eventId()))
                .flatMap(Optional::stream)
                .map(EventRecord::marketContext)
                .toList();
        List<String> kept = fleet.optIds(ven.venId());
        Optional<OptCheck.Wrong> wrong = new OptCheck(ven, answerable, contexts, kept).wrong(opt);
        if (wrong.isPresent()) {
            return Uni.createFrom()
                    .item(new VtnReply.CreatedOpt(
                            wrong.get().code(), wrong.get().description(), opt.requestId(), opt.optId()));
        }
        var message = new VenMessage.OptCreated(
                VenMessages.newMessageId(),
                ven.venId(),
                clock.instant(),
                opt.optId(),
                opt.optIn() ? OptType.OPT_IN : OptType.OPT_OUT,
                opt.reason(),
                opt.marketContext(),
                opt.event().map(event -> new OfferedEvent(event.eventId(), (int) event.modificationNumber())),
                OptCheck.windows(opt),
                opt.targets().resources(),
                opt.deviceClasses());
        return messages.publish(message)
                .replaceWith(new VtnReply.CreatedOpt(ResponseCode.OK, "OK", opt.requestId(), opt.optId()));
    }

    public Uni<VtnReply> cancel(VenRecord ven, CancelOpt cancel) {
        // it may be one that the dispatcher has not taken in yet, or that another replica took
        Uni<Boolean> isKnown = fleet.awaitDeliveries(
                ven.venId(), () -> fleet.optIds(ven.venId()).contains(cancel.optId()), config.settle());
        return isKnown.chain(known -> {
            if (!known) {
                return Uni.createFrom()
                        .item(new VtnReply.CanceledOpt(
                                ResponseCode.INVALID_ID,
                                "the VEN has no opt with that optID",
                                cancel.requestId(),
                                Optional.of(cancel.optId())));
            }
            var message = new VenMessage.OptCanceled(
                    VenMessages.newMessageId(), ven.venId(), clock.instant(), cancel.optId());
            return messages.publish(message)
                    .replaceWith(new VtnReply.CanceledOpt(
                            ResponseCode.OK, "OK", cancel.requestId(), Optional.of(cancel.optId())));
        });
    }
}
