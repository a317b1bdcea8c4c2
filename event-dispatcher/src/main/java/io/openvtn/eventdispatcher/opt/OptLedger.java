package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import io.openvtn.bus.contract.VenMessage.OptCreated;
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
public class OptLedger {

    private final OptRepository opts;
    private final OptDecisions decisions;
    private final VenDeliveries records;

    OptLedger(OptRepository opts, OptDecisions decisions, VenDeliveries records) {
        this.opts = opts;
        this.decisions = decisions;
        this.records = records;
    }

    /** Whether it changes the opts of a VEN. */
    public static boolean takes(VenMessage message) {
        return message instanceof OptCreated || message instanceof OptCanceled || message instanceof Deregistered;
    }

    /** Takes those of the messages that change opts, each VEN's in their order. A registration that ends, ends schedules. */
    public void take(List<VenMessage> messages) {
        for (VenMessage message : messages) {
            if (message instanceof OptCreated created) {
                remove(created.venId(), created.optId());
                add(created);
            } else if (message instanceof OptCanceled canceled) {
                remove(canceled.venId(), canceled.optId());
            } else if (message instanceof Deregistered deregistered) {
                opts.endSchedules(deregistered.venId());
            }
        }
        messages.stream()
                .filter(OptLedger::takes)
                .map(VenMessage::venId)
                .distinct()
                .forEach(venId -> records.keepOpts(venId, opts.newest(venId)));
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
