package io.openvtn.bench.fleet.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code deploy/bench/fleet} was asked to do.
 *
 * @param data the suite's data folder, with {@code env}
 * @param vtnUrl another endpoint than the suite's
 */
public record Options(Crowd crowd, Behaviour behaviour, Plan plan, Path data, Optional<String> vtnUrl, Output output) {

    /** The most targets that one event may have. */
    private static final int TARGETS = 10_000;

    /**
     * Who takes part.
     *
     * @param first number of the first VEN, so that several fleets can share a suite
     * @param strangers VENs with a certificate of a CA that the VTN does not know
     * @param startsPerSecond how many VENs are switched on in each second
     */
    public record Crowd(int vens, int first, int strangers, int startsPerSecond) {}

    /**
     * What happens, once all VENs poll.
     *
     * @param untilInputEnds whether it is over as soon as standard input ends
     * @param allOptedInWithin how long after its POST the operator must see the event accepted by every VEN
     */
    public record Plan(Duration duration, boolean untilInputEnds, boolean event, Optional<Duration> allOptedInWithin) {}

    /**
     * What is written.
     *
     * @param json the summary
     * @param recording a folder for the first answer to each kind of message
     */
    public record Output(Optional<Path> json, Optional<Path> recording) {}

    /**
     * Refuses what can't be.
     *
     * @throws OptionException two options contradict each other
     */
    void refuseContradictions() throws OptionException {
        if (plan.event() && crowd.vens() > TARGETS) {
            throw new OptionException(
                    "--event reaches %d VENs at most, as an event has no more targets".formatted(TARGETS));
        }
        if (plan.allOptedInWithin().isEmpty()) {
            return;
        }
        if (!plan.event()) {
            throw new OptionException("--expect-all-opted-in needs --event");
        }
        if (behaviour.answering().optInRate() < 1 || behaviour.answering().silentRate() > 0) {
            throw new OptionException("--expect-all-opted-in cannot hold when VENs opt out or are silent");
        }
    }
}
