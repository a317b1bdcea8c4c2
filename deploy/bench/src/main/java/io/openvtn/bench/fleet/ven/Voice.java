package io.openvtn.bench.fleet.ven;

import io.openvtn.bench.fleet.message.Message;
import io.openvtn.bench.fleet.message.Messages;
import io.openvtn.bench.fleet.message.OfferedEvent;
import io.openvtn.bench.fleet.message.Reply;
import io.openvtn.bench.fleet.options.Behaviour;
import java.time.Instant;
import java.util.List;

/** What one VEN says of itself, in its own name and by its own clock. */
final class Voice {

    private final Behaviour behaviour;
    private final String venName;
    private final long skewMillis;
    private long requests;

    /**
     * The voice of that VEN.
     *
     * @param skewMillis what has to be added to the right time to get the VEN's
     */
    Voice(Behaviour behaviour, String venName, long skewMillis) {
        this.behaviour = behaviour;
        this.venName = venName;
        this.skewMillis = skewMillis;
    }

    Message query() {
        return Messages.query(nextRequestId());
    }

    Message register() {
        return Messages.register(nextRequestId(), venName);
    }

    Message registerReport(String venId) {
        var now = Instant.ofEpochMilli(System.currentTimeMillis() + skewMillis);
        return behaviour.reports()
                ? Messages.registerTelemetry(nextRequestId(), venId, now)
                : Messages.registerNoReports(nextRequestId(), venId);
    }

    Message requestEvent(String venId) {
        return Messages.requestEvent(nextRequestId(), venId);
    }

    /** The answer to those events of an oadrDistributeEvent. */
    Message createdEvent(Reply distribute, List<OfferedEvent> events, boolean optIn, String venId) {
        return Messages.createdEvent(distribute.ownRequestId().orElse(""), events, optIn, venId);
    }

    Message createdReport(Reply create, String venId) {
        return Messages.createdReport(create.ownRequestId().orElse(""), create.reportRequests(), venId);
    }

    private String nextRequestId() {
        return "r" + ++requests;
    }
}
