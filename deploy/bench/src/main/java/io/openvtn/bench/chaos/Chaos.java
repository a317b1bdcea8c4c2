package io.openvtn.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.FleetFile;
import io.openvtn.bench.suite.FleetProcess;
import io.openvtn.bench.suite.Operator;
import io.openvtn.bench.suite.PatientOperator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The main class behind {@code deploy/bench/chaos}. While VENs poll, one thing after another goes wrong; with each an event is
 * called for all of them, another VEN is suspended and the certificate of another is revoked. At the end no good certificate was
 * refused, every VEN has opted in to every event, whoever was suspended or revoked is refused, and whoever came after the backup, or
 * is not suspended any more, is let in.
 */
final class Chaos {

    /** An answer may get lost, or a connection: that is what the VENs ask again for. None of these may happen. */
    private static final Set<String> INTOLERABLE = Set.of(
            "NEVER_JOINED",
            "REFUSED_HANDSHAKE",
            "REFUSED_REQUEST",
            "RESPONSE_CODE",
            "WRONG_MODIFICATION",
            "INVALID_XML",
            "WRONG_REPLY");

    private static final Duration ALL_OPTED_IN = Duration.ofMinutes(3);
    private static final String BACKUP = "postgres-of-an-hour-ago";
    private static final int NEWCOMERS = 2;
    /** VENs that have each event, too, but never poll: so that it is for more VENs than get it with its POST. */
    private static final int SILENT = 1_500;

    private static final String SILENT_MARK = "silent";

    private final Plan plan;
    private final ChaosSuite suite;
    private final PatientOperator operator;
    private final List<Incident> incidents;
    private final Vens polling;
    private final Vens revoked;
    private final Vens suspended;
    private final Vens newcomers;
    private final List<String> broken = new ArrayList<>();
    private final long begun = System.nanoTime();

    private Chaos(Plan plan, ChaosSuite suite) {
        this.plan = plan;
        this.suite = suite;
        this.operator = new PatientOperator(new Environment(plan.data()));
        this.incidents = List.of(
                new Incident("kill -9 vtn-api", () -> suite.kill("vtn-api")),
                new Incident("kill -9 ven-registry", () -> suite.kill("ven-registry")),
                new Incident("kill -9 event-dispatcher", () -> suite.kill("event-dispatcher")),
                new Incident("kill -9 cert-authority", () -> suite.kill("cert-authority")),
                new Incident("Kafka frozen for " + plan.freeze(), () -> suite.freeze("kafka", plan.freeze())),
                new Incident("PostgreSQL frozen for " + plan.freeze(), () -> suite.freeze("postgres", plan.freeze())),
                new Incident("databases restored from an hour ago", () -> {
                    suite.stop();
                    suite.lose("postgres");
                    suite.copy(BACKUP, "postgres");
                    suite.start();
                }),
                new Incident("Kafka's data lost", () -> {
                    suite.stop();
                    suite.lose("kafka");
                    suite.start();
                }));
        this.polling = new Vens(0, plan.vens());
        this.revoked = new Vens(polling.end(), incidents.size());
        this.suspended = new Vens(revoked.end(), incidents.size());
        this.newcomers = new Vens(suspended.end(), NEWCOMERS);
    }

    /** Something that goes wrong. */
    private record Incident(String name, Happening happening) {}

    @FunctionalInterface
    private interface Happening {
        void happen() throws IOException, InterruptedException;
    }

    /**
     * Ends with 0 if nothing was lost.
     *
     * @param arguments repository, data folder, port offset, VENs, seconds of a freeze, seconds between two incidents
     */
    public static void main(String[] arguments) throws InterruptedException {
        var plan = new Plan(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Duration.ofSeconds(Long.parseLong(arguments[4])),
                Duration.ofSeconds(Long.parseLong(arguments[5])));
        System.exit(nothingLost(plan) ? 0 : 1);
    }

    /** Whatever comes of it, the suite is stopped. */
    private static boolean nothingLost(Plan plan) throws InterruptedException {
        try (var suite = new ChaosSuite(plan)) {
            return new Chaos(plan, suite).run();
        } catch (IOException e) {
            System.err.println("chaos: " + e.getMessage());
            return false;
        }
    }

    private boolean run() throws IOException, InterruptedException {
        say("starting a suite, enrolling %d VENs", suspended.end());
        suite.start();
        join("enrolment", new Vens(0, suspended.end()));
        var silent = new FleetFile(new Operator(new Environment(plan.data()), "REGISTRY_URL"), SILENT_MARK, 1, 0);
        silent.make(SILENT, done -> {});
        suite.stop();
        suite.copy("postgres", BACKUP);
        suite.start();
        join("newcomers", newcomers);
        List<String> venIds = operator.venIds(polling.names());
        List<String> condemned = operator.venIds(suspended.names());
        List<String> events = new ArrayList<>();
        var fleet = fleet("fleet", polling, "--poll-period", "2s");
        try {
            for (int i = 0; i < incidents.size(); i++) {
                say(incidents.get(i).name());
                events.add(operator.callEvent(venIds, List.of(silent.party())));
                operator.suspend(condemned.get(i));
                operator.revoke(revoked.names().get(i));
                incidents.get(i).happening().happen();
                TimeUnit.MILLISECONDS.sleep(plan.settle().toMillis());
            }
            for (int i = 0; i < events.size(); i++) {
                allOptedIn(incidents.get(i), events.get(i));
            }
            noneRefused(fleet.end());
        } finally {
            fleet.abort();
        }
        whoIsCondemnedIsRefused();
        theAuthorityKnowsWhomItRevoked();
        operator.admit(condemned.get(condemned.size() - 1));
        othersAreLetIn();
        broken.forEach(words -> say("FAILED: %s", words));
        if (broken.isEmpty()) {
            say("nothing was lost: %d VENs, %d incidents", plan.vens(), incidents.size());
        }
        return broken.isEmpty();
    }

    private FleetProcess fleet(String name, Vens vens, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of("--first", Integer.toString(vens.first()), "--vens", Integer.toString(vens.count())));
        all.addAll(List.of(options));
        return FleetProcess.start(plan.repository(), plan.data(), name, all.toArray(String[]::new));
    }

    /** How many of them were let in. */
    private int join(String name, Vens vens) throws IOException, InterruptedException {
        return fleet(name, vens).end().path("joined").asInt();
    }

    private void allOptedIn(Incident incident, String eventId) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ALL_OPTED_IN.toNanos();
        JsonNode deliveries = operator.deliveries(eventId);
        while (!isSettled(deliveries) && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(500);
            deliveries = operator.deliveries(eventId);
        }
        if (isSettled(deliveries)) {
            say(
                    "%s: all %d VENs opted in to the event that was called then; %d others have it",
                    incident.name(), plan.vens(), SILENT);
        } else {
            broken.add("%s: of event %s's %d VENs, %d of them silent, %s"
                    .formatted(incident.name(), eventId, plan.vens() + SILENT, SILENT, deliveries));
        }
    }

    private boolean isSettled(JsonNode deliveries) {
        return deliveries.path("optIn").asInt() == plan.vens()
                && deliveries.path("pending").asInt() == SILENT;
    }

    private void noneRefused(JsonNode summary) {
        JsonNode anomalies = summary.path("anomalies");
        say(
                "%d polls answered; on the way %s",
                summary.path("pollMs").path("count").asLong(), anomalies);
        INTOLERABLE.stream()
                .filter(name -> anomalies.path(name).asInt() > 0)
                .forEach(name -> broken.add("%d times %s; %s/logs/fleet.log has examples"
                        .formatted(anomalies.path(name).asInt(), name, plan.data())));
    }

    private void whoIsCondemnedIsRefused() throws IOException, InterruptedException {
        var condemned = new Vens(revoked.first(), revoked.count() + suspended.count());
        int joined = join("condemned", condemned);
        if (joined > 0) {
            broken.add("%d of the %d suspended and revoked VENs were let in".formatted(joined, condemned.count()));
        } else {
            say("all %d suspended and revoked VENs are refused", condemned.count());
        }
    }

    private void theAuthorityKnowsWhomItRevoked() throws IOException, InterruptedException {
        for (String venName : revoked.names()) {
            if (!operator.isRevoked(venName)) {
                broken.add("cert-authority takes the certificate of %s for a good one".formatted(venName));
            }
        }
    }

    /** Those that came after the backup, and one that was suspended and is not any more. */
    private void othersAreLetIn() throws IOException, InterruptedException {
        var others = new Vens(newcomers.first() - 1, newcomers.count() + 1);
        int joined = join("others", others);
        if (joined < others.count()) {
            broken.add("%d of %d VENs that came after the backup, or are not suspended any more, were let in"
                    .formatted(joined, others.count()));
        } else {
            say("all %d VENs that came after the backup, or are not suspended any more, are let in", joined);
        }
    }

    private void say(String words, Object... values) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        System.out.printf("%3d:%02d %s%n", seconds / 60, seconds % 60, words.formatted(values));
    }
}
