package io.openvtn.bench.fleet.ven;

import io.openvtn.bench.fleet.message.Message;
import io.openvtn.bench.fleet.message.Messages;
import java.util.Arrays;

/** What a VEN knows from its registration until it restarts. */
final class Session {

    private final String venId;
    private final Message poll;
    private final byte[] pollRequest;
    private final PollClock clock;
    private final EventMemory events = new EventMemory();
    private byte[] nothingWaits = {};

    Session(World world, String venId) {
        this.venId = venId;
        this.poll = Messages.poll(venId);
        this.pollRequest = world.request(poll);
        this.clock = new PollClock(world.behaviour().polling(), world.random(), System.nanoTime());
    }

    String venId() {
        return venId;
    }

    Message poll() {
        return poll;
    }

    byte[] pollRequest() {
        return pollRequest;
    }

    PollClock clock() {
        return clock;
    }

    EventMemory events() {
        return events;
    }

    /** Whether a poll's answer is the one that was read before and said that nothing waits. */
    boolean isNothing(byte[] answer) {
        return Arrays.equals(answer, nothingWaits);
    }

    void nothing(byte[] answer) {
        nothingWaits = answer;
    }
}
