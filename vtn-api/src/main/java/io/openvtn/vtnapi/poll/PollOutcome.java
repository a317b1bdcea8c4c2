package io.openvtn.vtnapi.poll;

import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.vtnapi.wire.RenderedEvent;
import java.util.List;

/** What a VEN's poll finds: at most one message, as a reply to oadrPoll carries only one. */
sealed interface PollOutcome {

    /** The hot path: one shared instance, nothing to allocate. */
    PollOutcome NOTHING = new Nothing();

    record Nothing() implements PollOutcome {}

    /**
     * Events that the VEN has to acknowledge.
     *
     * @param all every event that concerns the VEN
     * @param waiting those that are not acknowledged
     */
    record Events(List<RenderedEvent> all, List<OfferedEvent> waiting) implements PollOutcome {}
}
