package io.openvtn.bench.fleet.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The command line of {@code deploy/bench/fleet}: its words, and what they are without being said. */
public final class CommandLineOptions {

    @ArgGroup(validate = false, heading = "%nwho takes part%n")
    private Who who = new Who();

    @ArgGroup(validate = false, heading = "%nhow they behave%n")
    private How how = new How();

    @ArgGroup(validate = false, heading = "%nwhat happens%n")
    private What what = new What();

    @ArgGroup(validate = false, heading = "%nwhere%n")
    private Where where = new Where();

    /**
     * What was asked for.
     *
     * @throws OptionException two options contradict each other
     */
    public Options options() throws OptionException {
        var polling = new Behaviour.Polling(how.pollPeriod, how.jitter, how.connection);
        var answering = new Behaviour.Answering(how.optInRate, how.answerDelay, how.silentRate);
        var options = new Options(
                new Options.Crowd(who.vens, who.first, who.strangers, who.startsPerSecond),
                new Behaviour(polling, answering, how.patience, how.reports, how.restartRate, how.clockSkew),
                new Options.Plan(what.duration, what.untilInputEnds, what.event, what.allOptedInWithin),
                where.data,
                where.vtnUrl,
                new Options.Output(where.json, where.recording));
        options.refuseContradictions();
        return options;
    }

    private static final class Who {

        @Option(
                names = "--vens",
                paramLabel = "N",
                converter = Converters.SomeVens.class,
                description = "how many (default 100; one event reaches 10000)")
        int vens = 100;

        @Option(
                names = "--first",
                paramLabel = "N",
                converter = Converters.Count.class,
                description = "number of the first one (default 0), so that several fleets can share a suite")
        int first = 0;

        @Option(
                names = "--bad-certificates",
                paramLabel = "N",
                converter = Converters.Count.class,
                description = "as many more with a certificate of an unknown CA, which has to be refused (default 0)")
        int strangers = 0;

        @Option(
                names = "--starts-per-second",
                paramLabel = "N",
                converter = Converters.SomeVens.class,
                description = "how many are switched on in each second (default 100)")
        int startsPerSecond = 100;
    }

    private static final class How {

        @Option(
                names = "--poll-period",
                paramLabel = "TIME",
                converter = Converters.Time.class,
                description = "from one poll to the next (default 10s); 0s polls again at once")
        Duration pollPeriod = Duration.ofSeconds(10);

        @Option(
                names = "--jitter",
                paramLabel = "SHARE",
                converter = Converters.Share.class,
                description = "of the period by which a poll is early or late at the most (default 0.1)")
        double jitter = 0.1;

        @Option(
                names = "--connection",
                paramLabel = "WHAT",
                converter = Converters.Connection.class,
                description = "keep-alive (default), new: each message a full handshake, resumed: each a resumed one")
        Behaviour.Connection connection = Behaviour.Connection.KEEP_ALIVE;

        @Option(
                names = "--patience",
                paramLabel = "TIME",
                converter = Converters.Time.class,
                description = "how long they wait for a connection, and for its handshake (default 10s)")
        Duration patience = Duration.ofSeconds(10);

        @Option(
                names = "--opt-in-rate",
                paramLabel = "SHARE",
                converter = Converters.Share.class,
                description = "of the answers that are optIn (default 1)")
        double optInRate = 1;

        @Option(
                names = "--answer-delay",
                paramLabel = "TIME",
                converter = Converters.Time.class,
                description = "from an event's arrival to the answer (default 0s)")
        Duration answerDelay = Duration.ZERO;

        @Option(
                names = "--silent-rate",
                paramLabel = "SHARE",
                converter = Converters.Share.class,
                description = "of the VENs that never answer (default 0)")
        double silentRate = 0;

        @Option(names = "--reports", description = "offer telemetry when they register, and accept what is asked for")
        boolean reports;

        @Option(
                names = "--restart-rate",
                paramLabel = "SHARE",
                converter = Converters.Share.class,
                description = "of the VENs that lose their memory and start again within a minute (default 0)")
        double restartRate = 0;

        @Option(
                names = "--clock-skew",
                paramLabel = "TIME",
                converter = Converters.Time.class,
                description = "how far the clocks are off that VENs take the times from which they write (default 0s)")
        Duration clockSkew = Duration.ZERO;
    }

    private static final class What {

        @Option(
                names = "--duration",
                paramLabel = "TIME",
                converter = Converters.Time.class,
                description = "how long polls are measured, once all VENs poll (default 60s)")
        Duration duration = Duration.ofSeconds(60);

        @Option(names = "--until-input-ends", description = "or until standard input ends, if that comes first")
        boolean untilInputEnds;

        @Option(
                names = "--event",
                description = "call an event for all VENs and measure its way from the POST to each of them")
        boolean event;

        @Option(
                names = "--expect-all-opted-in",
                paramLabel = "TIME",
                converter = Converters.Time.class,
                description = "fail unless the operator sees every VEN opted in that long after the POST")
        Optional<Duration> allOptedInWithin = Optional.empty();
    }

    private static final class Where {

        @Option(names = "--json", paramLabel = "FILE", description = "write the summary there, too")
        Optional<Path> json = Optional.empty();

        @Option(
                names = "--record",
                paramLabel = "DIR",
                description = "keep the first answer to each kind of message there")
        Optional<Path> recording = Optional.empty();

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "the suite's data folder (default deploy/local/.data)")
        Path data = Path.of(System.getProperty("openvtn.data", "deploy/local/.data"));

        @Option(names = "--vtn-url", paramLabel = "URL", description = "another VTN endpoint than the suite's own")
        Optional<String> vtnUrl = Optional.empty();
    }
}
