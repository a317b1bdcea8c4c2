package io.openvtn.vtnapi.opt;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.event.VenEvents;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.VenMessages;
import io.openvtn.vtnapi.message.VenRequest.CancelOpt;
import io.openvtn.vtnapi.message.VenRequest.CreateOpt;
import io.openvtn.vtnapi.message.VtnReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Fails in the ways in which only a mistake of ours would: there is no message that makes the real one do so. */
@Alternative
@Singleton
public class SurprisingOptService extends OptService {

    SurprisingOptService(Fleet fleet, VenEvents events, VenMessages messages, VtnConfig config, Clock clock) {
        super(fleet, events, messages, config, clock);
    }

    @Override
    public Uni<VtnReply> create(VenRecord ven, CreateOpt opt) {
        throw new IllegalStateException("thrown before there is anything to wait for");
    }

    /** Nothing, which no reply can be written of. */
    @Override
    public Uni<VtnReply> cancel(VenRecord ven, CancelOpt opt) {
        return Uni.createFrom().nullItem();
    }
}
