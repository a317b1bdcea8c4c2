package io.openvtn.bench.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.FleetProcess;
import io.openvtn.bench.suite.PatientOperator;
import io.openvtn.bench.suite.Tally;
import io.openvtn.bench.suite.VenMessages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The main class behind {@code deploy/bench/hostile}. While VENs poll every second, another one and a guest try one attack after the
 * other, and with each an event is called. At the end nobody else was late or refused, every VEN has opted in to every event, no
 * service has answered that a mistake was its own, and none had to be started again.
 */
final class Hostile {

    private static final String NAME = "hostile";
    private static final Duration ALL_OPTED_IN = Duration.ofSeconds(60);
    /** After a refusal: an attacker who only opens connections does another thing than the one that is tried. */
    private static final long AGAIN_MILLIS = 50;

    private final Path repository;
    private final Environment suite;
    private final int vens;
    private final Duration length;
    private final Duration late;
    private final List<String> broken = new ArrayList<>();
    private final long begun = System.nanoTime();

    private Hostile(Path repository, Path data, int vens, Duration length, Duration late) {
        this.repository = repository;
        this.suite = new Environment(data);
        this.vens = vens;
        this.length = length;
        this.late = late;
    }

    /**
     * Ends with 0 if nobody was hurt.
     *
     * @param arguments repository, data folder of the running suite, VENs, seconds of each attack, seconds that a poll may wait
     */
    public static void main(String[] arguments) throws InterruptedException {
        var hostile = new Hostile(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Duration.ofSeconds(Long.parseLong(arguments[3])),
                Duration.ofSeconds(Long.parseLong(arguments[4])));
        try {
            System.exit(hostile.nobodyWasHurt() ? 0 : 1);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("hostile: " + e.getMessage());
            System.exit(1);
        }
    }

    private boolean nobodyWasHurt() throws IOException, GeneralSecurityException, InterruptedException {
        var operator = new PatientOperator(suite);
        var ven = BoundVen.of(suite, NAME, operator.venIds(List.of(NAME)).get(0));
        Map<String, String> processes = processes();
        say("switching on %d VENs that poll every second", vens);
        var fleet = FleetProcess.start(
                repository, suite.data(), "victims", "--vens", Integer.toString(vens), "--poll-period", "1s");
        try {
            List<String> victims = operator.venIds(
                    IntStream.range(0, vens).mapToObj("fleet-%06d"::formatted).toList());
            register(ven);
            List<Attack> attacks = Stream.concat(
                            new VenAttacks(ven).all().stream(),
                            new GuestAttacks(
                                            URI.create(suite.value("CA_URL")),
                                            URI.create(suite.value("REVOCATION_URL")))
                                    .all().stream())
                    .toList();
            for (Attack attack : attacks) {
                attack(attack, operator, victims);
            }
            judge(fleet.end());
        } finally {
            fleet.abort();
        }
        if (!processes().equals(processes)) {
            broken.add("a service was started again: %s, before %s".formatted(processes(), processes));
        }
        broken.forEach(words -> say("FAILED: %s", words));
        if (broken.isEmpty()) {
            say("nobody was hurt: %d VENs", vens);
        }
        return broken.isEmpty();
    }

    private static void register(BoundVen ven) throws IOException {
        try (var wire = ven.connect()) {
            wire.post(BoundVen.path("EiRegisterParty"), "application/xml", new VenMessages(ven.venId()).register(NAME));
        }
    }

    /** What has ended a thread before its time. */
    private static Optional<Throwable> failure(Future<?> ended) {
        try {
            ended.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }

    private void attack(Attack attack, PatientOperator operator, List<String> victims)
            throws IOException, InterruptedException {
        var tally = new Tally();
        long deadline = System.nanoTime() + length.toNanos();
        var threads = Executors.newFixedThreadPool(attack.threads());
        List<Future<?>> attackers = new ArrayList<>();
        for (int i = 0; i < attack.threads(); i++) {
            attackers.add(threads.submit(() -> {
                persist(attack, tally, deadline);
                return null;
            }));
        }
        threads.shutdown();
        long called = System.nanoTime();
        String eventId = operator.callEvent(victims);
        boolean all = allOptedIn(operator, eventId);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - called);
        boolean ended = threads.awaitTermination(length.plusMinutes(1).toSeconds(), TimeUnit.SECONDS);
        say("%s: %s; %s", attack.name(), tally, all ? "all opted in after %d ms".formatted(took) : "an event was lost");
        if (!all) {
            broken.add("%s: of event %s %s".formatted(attack.name(), eventId, operator.deliveries(eventId)));
        }
        if (!ended) {
            broken.add("%s: it was never answered".formatted(attack.name()));
        } else {
            attackers.forEach(attacker -> failure(attacker)
                    .ifPresent(cause -> broken.add("%s: it could not be made: %s".formatted(attack.name(), cause))));
        }
        if (tally.mistakes() > 0) {
            broken.add("%s: answered with %s".formatted(attack.name(), tally));
        }
    }

    private static void persist(Attack attack, Tally tally, long deadline) throws InterruptedException {
        while (Attack.goesOn(deadline)) {
            try {
                attack.attempt().run(tally, deadline);
            } catch (IOException e) {
                tally.closed();
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        }
    }

    private boolean allOptedIn(PatientOperator operator, String eventId) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ALL_OPTED_IN.toNanos();
        while (operator.deliveries(eventId).path("optIn").asInt() < vens) {
            if (!Attack.goesOn(deadline)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return true;
    }

    private void judge(JsonNode summary) {
        JsonNode polls = summary.path("pollMs");
        say(
                "%d polls of the others: half of them within %.0f ms, the last one within %.0f ms",
                polls.path("count").asLong(),
                polls.path("p50").asDouble(),
                polls.path("max").asDouble());
        if (polls.path("max").asDouble() > late.toMillis()) {
            broken.add("a poll was answered after %.0f ms"
                    .formatted(polls.path("max").asDouble()));
        }
        JsonNode anomalies = summary.path("anomalies");
        anomalies.fieldNames().forEachRemaining(name -> {
            if (anomalies.path(name).asInt() > 0) {
                broken.add("others had %s %d times"
                        .formatted(name, anomalies.path(name).asInt()));
            }
        });
    }

    /** The suite's processes: with their IDs, as one that has no memory left ends itself and is started again. */
    private Map<String, String> processes() throws IOException {
        Map<String, String> processes = new TreeMap<>();
        try (Stream<Path> files = Files.list(suite.data().resolve("pids"))) {
            for (Path file : files.toList()) {
                processes.put(
                        file.getFileName().toString(), Files.readString(file).strip());
            }
        }
        return processes;
    }

    private void say(String words, Object... values) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        System.out.printf("%3d:%02d %s%n", seconds / 60, seconds % 60, words.formatted(values));
    }
}
