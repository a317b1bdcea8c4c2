package io.openvtn.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.suite.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The main class behind {@code deploy/bench/run}: measures a running suite and writes the table. */
final class Benchmarks {

    private static final int EVENTS = 200;
    private static final int PACED_VENS = 1_000;
    private static final String FEW_VENS = "--vens 32 --poll-period 0s";
    /** From here on a single-threaded simulator has nothing left to give, and the figure is its own. */
    private static final double SATURATED = 0.95;

    private final Lab lab;
    private final int rounds;
    private final String duration;
    private final List<Row> rows = new ArrayList<>();

    private Benchmarks(Lab lab, int rounds, int seconds) {
        this.lab = lab;
        this.rounds = rounds;
        this.duration = " --duration " + seconds + "s";
    }

    /**
     * Measures everything.
     *
     * @param arguments repository, data folder of the running suite, folder for the results, rounds, seconds of each
     *     measurement
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            Path results = Path.of(arguments[2]);
            Files.createDirectories(results);
            var cores = Cores.ofThisMachine();
            int rounds = Integer.parseInt(arguments[3]);
            int seconds = Integer.parseInt(arguments[4]);
            var machine = Machine.describe();
            var lab = new Lab(Path.of(arguments[0]), Path.of(arguments[1]), results, cores);
            var rows = new Benchmarks(lab, rounds, seconds).measure();
            var table = new Table(machine, conditions(cores, rounds, seconds), rows);
            table.write(results);
            System.out.println(table.markdown());
        } catch (IOException e) {
            System.err.println("run: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String conditions(Cores cores, int rounds, int seconds) {
        return "Medians of %d rounds of %d s; %s."
                .formatted(
                        rounds,
                        seconds,
                        cores.two()
                                ? "the endpoint alone on core 0, the VENs on core 1, Kafka and the other services wherever there is room"
                                : "everything on one core, so the load takes from what it measures");
    }

    private List<Row> measure() throws IOException, InterruptedException {
        try (var ours = lab.vtnApi("vtn-api")) {
            say("recording answers, warming up");
            lab.fleet(ours, FEW_VENS + duration, "--record", lab.answers().toString());
            try (var bare = lab.bare()) {
                lab.fleet(bare, FEW_VENS + duration);
                for (Scenario scenario : Scenario.ALL) {
                    rows.add(compare(scenario, ours, bare));
                }
            }
            rows.add(paced(ours));
            addEventLatency(ours);
        }
        rows.add(reconnection());
        rows.add(pending());
        return rows;
    }

    /** A thousand VENs come again after a second or so. */
    private Row reconnection() throws IOException, InterruptedException {
        try (var ours = lab.vtnApi("vtn-api-forgetful", "-Dopenvtn.trust.path-cache=PT0.4S");
                var bare = lab.bare()) {
            lab.fleet(ours, FEW_VENS + duration);
            lab.fleet(bare, FEW_VENS + duration);
            return compare(Scenario.RECONNECTION, ours, bare);
        }
    }

    private Row compare(Scenario scenario, Endpoint ours, Endpoint bare) throws IOException, InterruptedException {
        List<Double> mine = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        double busiest = 0;
        for (int round = 1; round <= rounds; round++) {
            say("%s, round %d of %d".formatted(scenario.name(), round, rounds));
            var limit = load(scenario, bare);
            var measured = load(scenario, ours);
            limits.add(pollsPerSecond(limit));
            mine.add(pollsPerSecond(measured));
            busiest = Math.max(busiest, simulatorCores(limit));
        }
        String note = busiest < SATURATED ? "" : "the simulator was the limit of the bare endpoint";
        return new Row(scenario.name(), "polls/s", mine, Optional.of(new Row.Limits("bare endpoint", limits)), note);
    }

    private JsonNode load(Scenario scenario, Endpoint endpoint) throws IOException, InterruptedException {
        return lab.fleet(endpoint, scenario.options() + duration);
    }

    /** How long a poll takes while the endpoint has half of what it can do to do. */
    private Row paced(Endpoint ours) throws IOException, InterruptedException {
        double half = rows.get(0).median() / 2;
        String period = String.format(Locale.ROOT, "%.6fs", PACED_VENS / half);
        List<Double> tails = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            say("p99 at half the maximum rate, round %d of %d".formatted(round, rounds));
            var measured = lab.fleet(
                    ours,
                    "--vens %d --poll-period %s --starts-per-second 500".formatted(PACED_VENS, period) + duration);
            tails.add(measured.path("pollMs").path("p99").asDouble());
        }
        return new Row(
                "p99 of a poll at half the maximum rate",
                "ms",
                tails,
                Optional.empty(),
                String.format(
                        Locale.ROOT, "%,.0f polls/s asked for by %d VENs; from when a poll was due", half, PACED_VENS));
    }

    private void addEventLatency(Endpoint ours) throws IOException, InterruptedException {
        say("event-latency");
        var latency = lab.eventLatency(ours, EVENTS);
        for (String percentile : List.of("p50", "p99")) {
            rows.add(new Row(
                    "POST of an event to its VEN's poll, " + percentile,
                    "ms",
                    List.of(latency.path(percentile).asDouble()),
                    Optional.empty(),
                    EVENTS + " events"));
        }
    }

    /** With a replica that offers an unanswered event at every poll, to VENs that never answer; new ones in each round. */
    private Row pending() throws IOException, InterruptedException {
        List<Double> polls = new ArrayList<>();
        try (var ours = lab.vtnApi("vtn-api-pending", "-Dopenvtn.vtn.redelivery=0s")) {
            lab.fleet(ours, FEW_VENS + duration);
            for (int round = 1; round <= rounds; round++) {
                say("polls with one event pending, round %d of %d".formatted(round, rounds));
                String fresh = " --first " + (PACED_VENS + 32 * round);
                var measured = lab.fleet(ours, FEW_VENS + fresh + " --event --silent-rate 1" + duration);
                polls.add(pollsPerSecond(measured));
            }
        }
        var empty = rows.get(0);
        return new Row(
                "polls with one event pending, keep-alive, 32 connections",
                "polls/s",
                polls,
                Optional.of(new Row.Limits("empty polls of vtn-api", empty.ours())),
                "until the event has come, in the first second or two, they are empty");
    }

    private static double pollsPerSecond(JsonNode fleet) {
        return fleet.path("pollsPerSecond").asDouble();
    }

    private static double simulatorCores(JsonNode fleet) {
        return fleet.path("simulatorCores").asDouble();
    }

    private static void say(String text) {
        System.err.println("run: " + text);
    }
}
