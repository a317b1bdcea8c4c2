package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessageListener;
import io.openvtn.eventdispatcher.delivery.OptDecisions;
import io.openvtn.eventdispatcher.delivery.OptDecisions.Decision;
import io.openvtn.eventdispatcher.delivery.VenDeliveries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Keeps the opts of VENs and what they decide about events. Needs a transaction that holds the VENs' deliveries locked, and
 * takes each message once.
 */
@ApplicationScoped
public class OptLedger implements VenMessageListener {

    private final OptRepository opts;
    private final OptDecisions decisions;
    private final VenDeliveries records;

    OptLedger(OptRepository opts, OptDecisions decisions, VenDeliveries records) {
        this.opts = opts;
        this.decisions = decisions;
        this.records = records;
    }

    /** Takes messages that change opts, each VEN's in their order. A registration that ends, ends schedules. */
    public void take(List<VenMessage> messages) {
        messages.forEach(message -> message.toldTo(this));
        messages.stream()
                .map(VenMessage::venId)
                .distinct()
                .forEach(venId -> records.keepOpts(venId, opts.newest(venId)));
    }

    @Override
    public void optCreated(OptCreated message) {
        remove(message.venId(), message.optId());
        add(message);
    }

    @Override
    public void optCanceled(OptCanceled message) {
        remove(message.venId(), message.optId());
    }

    @Override
    public void deregistered(Deregistered message) {
        opts.endSchedules(message.venId());
    }

    private void add(OptCreated opt) {
        opts.add(opt);
        opt.event().filter(event -> opt.isOfTheWholeVen()).ifPresent(event -> decisions.decide(decision(opt, event)));
    }

    private static Decision decision(OptCreated opt, OfferedEvent event) {
        return new Decision(
                opt.venId(), opt.optId(), opt.optType(), event.eventId(), event.modificationNumber(), opt.at());
    }

    private void remove(String venId, String optId) {
        if (decisions.release(venId, optId)) {
            opts.decidingInsteadOf(venId, optId).ifPresent(decisions::decide);
        }
        opts.remove(venId, optId);
    }
}
