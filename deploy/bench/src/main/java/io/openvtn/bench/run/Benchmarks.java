package io.openvtn.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.suite.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The main class behind {@code deploy/bench/run}: measures a running suite and writes the table. */
final class Benchmarks {

    private static final int EVENTS = 200;
    private static final int VENS = 1_000;
    private static final int FEW = 32;
    private static final String BARE = "bare endpoint";
    /** In seconds; the load is a new process each time, and slow at first. */
    private static final int LONGEST_WARM_UP = 5;

    /** As long as that many measurements: whoever has just started needs half a minute on one core to be as fast as it gets. */
    private static final int WARM_UP_TIMES = 4;

    /** In seconds; of what an endpoint does after its start, and of what it may do before. */
    private static final int LONGEST_AFTER_START = 10;

    private static final int SECRET_BYTES = 16;

    /** From here on a load of one thread has nothing left to give, and the figure is its own. */
    private static final double SATURATED = 0.9;

    private final Lab lab;
    private final int rounds;
    private final String seconds;
    private final String afterLongWarmUp;
    private final String warmUp;
    private final int afterStart;
    private final List<Row> rows = new ArrayList<>();

    private Benchmarks(Lab lab, int rounds, int seconds) {
        this.lab = lab;
        this.rounds = rounds;
        this.afterStart = Math.min(LONGEST_AFTER_START, seconds);
        this.warmUp = " --warm-up 0 --seconds %d".formatted(seconds * WARM_UP_TIMES);
        this.afterLongWarmUp = " --seconds %d --warm-up %d".formatted(seconds, seconds * WARM_UP_TIMES);
        this.seconds = " --seconds %d --warm-up %d".formatted(seconds, Math.min(LONGEST_WARM_UP, seconds));
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
                                ? "the endpoint alone on core 0, the VENs on core 1, Kafka wherever there is room, the other services standing still"
                                : "everything on one core, so the load takes from what it measures; the other services standing still");
    }

    private List<Row> measure() throws IOException, InterruptedException {
        try (var ours = lab.vtnApi("vtn-api")) {
            say("registering %d VENs, recording an answer".formatted(VENS));
            register(ours, 0, VENS, "--record", lab.answers().toString());
            measureBesideLimits(ours);
            rows.add(paced(ours));
            addEventLatency(ours);
        }
        addProxied();
        rows.add(started());
        rows.add(reconnection());
        rows.add(pending());
        return rows;
    }

    private void measureBesideLimits(Endpoint ours) throws IOException, InterruptedException {
        try (var bare = lab.bare()) {
            warmUp(Scenario.ALL.get(0), ours, bare);
            for (Scenario scenario : Scenario.ALL) {
                rows.add(compare(scenario, ours, bare));
            }
        }
        var nginx = lab.nginx();
        if (nginx.isEmpty()) {
            say("nginx is not installed, and not measured");
            return;
        }
        try (var repeating = lab.repeating(nginx.get())) {
            for (Scenario scenario : Scenario.ALL) {
                rows.add(nginx(scenario, repeating));
            }
        }
    }

    /** Behind an nginx that ends the VENs' TLS. */
    private void addProxied() throws IOException, InterruptedException {
        var nginx = lab.nginx();
        if (nginx.isEmpty()) {
            return;
        }
        String secret = HexFormat.of().formatHex(SecureRandom.getSeed(SECRET_BYTES));
        try (var ours = lab.proxiedVtnApi(secret);
                var bare = lab.proxiedBare();
                var beforeOurs = lab.beforeVtnApi(nginx.get(), secret);
                var beforeBare = lab.beforeBare(nginx.get(), secret)) {
            warmUp(Scenario.PROXIED, beforeOurs, beforeBare);
            rows.add(compare(Scenario.PROXIED, beforeOurs, beforeBare));
        }
    }

    /** The VENs have certificates afterwards, and the VTN knows them. They take their time: a replica that has just started has one core here. */
    private void register(Endpoint ours, int first, int vens, String... more) throws IOException, InterruptedException {
        lab.fleet(
                ours,
                "--first %d --vens %d --poll-period 5s --starts-per-second 50 --patience 60s --duration 1s"
                        .formatted(first, vens),
                more);
    }

    /** Each round has endpoints of its own, and both a load that has just started as well. */
    private Row started() throws IOException, InterruptedException {
        String options = Scenario.STARTED.options() + " --warm-up 0 --seconds " + afterStart;
        List<Double> mine = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            say("%s, round %d of %d".formatted(Scenario.STARTED.name(), round, rounds));
            try (var bare = lab.bare()) {
                limits.add(pollsPerSecond(lab.polls(bare, options + " --repeated")));
            }
            try (var ours = lab.vtnApi("vtn-api-started", "-Dopenvtn.vtn.warm-up=%ds".formatted(afterStart))) {
                mine.add(pollsPerSecond(lab.polls(ours, options)));
            }
        }
        return new Row(
                Scenario.STARTED.name(),
                "polls/s",
                mine,
                Optional.of(new Row.Limits(BARE, limits)),
                "the first %d s that each of them listens".formatted(afterStart));
    }

    /** A thousand VENs come again after a second or so. */
    private Row reconnection() throws IOException, InterruptedException {
        try (var ours = lab.vtnApi("vtn-api-forgetful", "-Dopenvtn.trust.path-cache=PT0.4S");
                var bare = lab.bare()) {
            // Not a thousand at once: who has just started lets them wait for longer than they do.
            warmUp(Scenario.FULL_HANDSHAKES, ours, bare);
            return compare(Scenario.RECONNECTION, ours, bare);
        }
    }

    private void warmUp(Scenario scenario, Endpoint ours, Endpoint bare) throws IOException, InterruptedException {
        say("warming up for " + scenario.name());
        lab.warmUp(bare, scenario.options() + " --repeated" + warmUp);
        lab.warmUp(ours, scenario.options() + warmUp);
    }

    private Row compare(Scenario scenario, Endpoint ours, Endpoint bare) throws IOException, InterruptedException {
        List<Double> mine = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        double busiest = 0;
        for (int round = 1; round <= rounds; round++) {
            say("%s, round %d of %d".formatted(scenario.name(), round, rounds));
            var limit = lab.polls(bare, scenario.options() + " --repeated" + seconds);
            mine.add(pollsPerSecond(lab.polls(ours, scenario.options() + seconds)));
            limits.add(pollsPerSecond(limit));
            busiest = Math.max(busiest, loadsCores(limit));
        }
        return new Row(scenario.name(), "polls/s", mine, Optional.of(new Row.Limits(BARE, limits)), note(busiest));
    }

    /** How near the bare endpoint comes to what is no work of Java. */
    private Row nginx(Scenario scenario, Endpoint nginx) throws IOException, InterruptedException {
        List<Double> polls = new ArrayList<>();
        double busiest = 0;
        for (int round = 1; round <= rounds; round++) {
            say("nginx, %s, round %d of %d".formatted(scenario.name(), round, rounds));
            var measured = lab.polls(nginx, scenario.options() + " --repeated" + seconds);
            polls.add(pollsPerSecond(measured));
            busiest = Math.max(busiest, loadsCores(measured));
        }
        return new Row(
                "nginx repeating the answer: " + scenario.name(), "polls/s", polls, Optional.empty(), note(busiest));
    }

    private static String note(double loadsCores) {
        return String.format(
                Locale.ROOT,
                loadsCores < SATURATED
                        ? "the load took up to %.2f of its core"
                        : "the load took %.2f of its core, and was the limit",
                loadsCores);
    }

    /** How long a poll takes while the endpoint has half of what it can do to do. */
    private Row paced(Endpoint ours) throws IOException, InterruptedException {
        double half = rows.get(1).median() / 2;
        List<Double> tails = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            say("p99 at half the maximum rate, round %d of %d".formatted(round, rounds));
            // a load with little to do takes longer to be as fast as it gets, and what it waits for counts
            var measured =
                    lab.polls(ours, String.format(Locale.ROOT, "--vens %d --rate %.0f", VENS, half) + afterLongWarmUp);
            tails.add(measured.path("pollMs").path("p99").asDouble());
        }
        return new Row(
                "p99 of a poll at half the maximum rate",
                "ms",
                tails,
                Optional.empty(),
                String.format(Locale.ROOT, "%,.0f polls/s asked for by %d VENs; from when a poll was due", half, VENS));
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

    /** With a replica that offers an unanswered event at every poll, to VENs that never answer. */
    private Row pending() throws IOException, InterruptedException {
        List<Double> polls = new ArrayList<>();
        try (var ours = lab.vtnApi("vtn-api-pending", "-Dopenvtn.vtn.redelivery=0s")) {
            register(ours, VENS, FEW);
            String vens = "--vens %d --first %d".formatted(FEW, VENS);
            say("warming up for polls with one event pending");
            lab.warmUp(ours, vens + " --event" + warmUp);
            for (int round = 1; round <= rounds; round++) {
                say("polls with one event pending, round %d of %d".formatted(round, rounds));
                polls.add(pollsPerSecond(lab.polls(ours, vens + seconds)));
            }
        }
        var empty = rows.get(0);
        return new Row(
                "polls with one event pending, keep-alive, 32 connections",
                "polls/s",
                polls,
                Optional.of(new Row.Limits("empty polls of vtn-api", empty.ours())),
                "");
    }

    private static double pollsPerSecond(JsonNode polls) {
        return polls.path("pollsPerSecond").asDouble();
    }

    private static double loadsCores(JsonNode polls) {
        return polls.path("cores").asDouble();
    }

    private static void say(String text) {
        System.err.println("run: " + text);
    }
}
