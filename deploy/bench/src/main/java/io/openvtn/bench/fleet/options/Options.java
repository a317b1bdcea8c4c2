package io.openvtn.bench.fleet.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code deploy/bench/fleet} was asked to do.
 *
 * @param data the suite's data folder, with {@code env}
 * @param vtnUrl another endpoint than the suite's
 */
public record Options(Crowd crowd, Behaviour behaviour, Plan plan, Path data, Optional<String> vtnUrl, Output output) {

    /** The most targets that one event may have. */
    private static final int TARGETS = 10_000;

    private static final int MOST_VENS = 1_000_000;
    private static final Set<String> FLAGS = Set.of("--event", "--reports", "--until-input-ends");

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

    public static Options of(List<String> words) throws OptionException {
        var given = new Arguments(words, FLAGS);
        var crowd = new Crowd(
                given.number("--vens", 100, 1, MOST_VENS),
                given.number("--first", 0, 0, MOST_VENS),
                given.number("--bad-certificates", 0, 0, MOST_VENS),
                given.number("--starts-per-second", 100, 1, MOST_VENS));
        var behaviour = behaviour(given);
        var plan = new Plan(
                given.duration("--duration", Duration.ofSeconds(60)),
                given.flag("--until-input-ends"),
                given.flag("--event"),
                given.duration("--expect-all-opted-in"));
        var options = new Options(
                crowd,
                behaviour,
                plan,
                Path.of(given.text("--data").orElse("deploy/local/.data")),
                given.text("--vtn-url"),
                new Output(
                        given.text("--json").map(Path::of),
                        given.text("--record").map(Path::of)));
        given.refuseOthers();
        options.refuseContradictions();
        return options;
    }

    private static Behaviour behaviour(Arguments given) throws OptionException {
        return new Behaviour(
                new Behaviour.Polling(
                        given.duration("--poll-period", Duration.ofSeconds(10)),
                        given.share("--jitter", 0.1),
                        given.word("--connection", Behaviour.Connection.KEEP_ALIVE, Behaviour.Connection.WORDS)),
                new Behaviour.Answering(
                        given.share("--opt-in-rate", 1),
                        given.duration("--answer-delay", Duration.ZERO),
                        given.share("--silent-rate", 0)),
                given.flag("--reports"),
                given.share("--restart-rate", 0),
                given.duration("--clock-skew", Duration.ZERO));
    }

    private void refuseContradictions() throws OptionException {
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
