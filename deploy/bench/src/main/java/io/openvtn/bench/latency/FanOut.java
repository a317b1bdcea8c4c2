package io.openvtn.bench.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openvtn.bench.suite.DataOption;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.EventOrder;
import io.openvtn.bench.suite.FleetFile;
import io.openvtn.bench.suite.MeasuringOptions;
import io.openvtn.bench.suite.Operator;
import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/fan-out}. */
@Command(
        name = "deploy/bench/fan-out",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "How long after its POST an event for many VENs is in their polls, against the running local suite: imports VENs, calls an"
                    + " event for all of them, and watches some that are among them and poll. A second event, for the watched ones"
                    + " alone, follows while the first goes out. Prints a table.",
            "Use it on a suite whose data you throw away.%n"
        })
final class FanOut implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Short, so that a number's event is over when the next one begins. */
    private static final Duration EVENT = Duration.ofSeconds(10);

    private static final long LOOK_MILLIS = 200;

    @Option(
            names = "--vens",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000,100000",
            description =
                    "how many VENs, one number after another, each more than the one before (default ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private List<Integer> vens;

    @Option(
            names = "--watched",
            paramLabel = "N",
            defaultValue = "10",
            description = "VENs that poll (default ${DEFAULT-VALUE})")
    private int watched;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions();

    private final String mark = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final List<String> parties = new ArrayList<>();

    public static void main(String[] arguments) {
        Program.run(new FanOut(), arguments);
    }

    /**
     * What was measured with that many VENs.
     *
     * @param taken VENs a second that were imported and that the dispatcher has taken in, from when their import began
     * @param post seconds until the POST was answered
     * @param first seconds until the first of the watched VENs had the event
     * @param last seconds until all of them had it
     * @param second seconds until all of them had an event for themselves alone that was called meanwhile
     * @param memory which service has had the most until then, and how much
     */
    record Row(int vens, double taken, double post, double first, double last, double second, String memory) {}

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
        var suite = new Environment(data.folder());
        var registry = new Operator(suite, "REGISTRY_URL");
        var dispatcher = new Operator(suite, "DISPATCHER_URL");
        List<OwnVen> own = new ArrayList<>();
        try {
            for (int i = 1; i <= watched; i++) {
                System.err.printf("enrolling VEN %d of %d%n", i, watched);
                own.add(OwnVen.enrol(data.folder(), "watched-%s-%d".formatted(mark, i), measuring::vtnOr));
            }
            measure(registry, dispatcher, own);
        } finally {
            for (OwnVen ven : own) {
                ven.close();
            }
        }
        return 0;
    }

    private void measure(Operator registry, Operator dispatcher, List<OwnVen> own)
            throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        System.out.println(
                "| VENs | imported and taken in by the dispatcher | POST answered | first VEN | all VENs | another event meanwhile | most memory |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---|");
        try (var watch = new Watch(own, PATIENCE)) {
            int known = 0;
            for (int number : vens) {
                double taken = takeIn(registry, dispatcher, number - known);
                known = number;
                Row row = fanOut(dispatcher, watch, number, taken, own);
                rows.add(row);
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %,.0f/s | %.0f ms | %.2f s | %.2f s | %.2f s | %s |%n",
                        row.vens(),
                        row.taken(),
                        row.post() * 1e3,
                        row.first(),
                        row.last(),
                        row.second(),
                        row.memory());
                if (rows.size() < vens.size()) {
                    // The events are over then, and put away.
                    TimeUnit.MILLISECONDS.sleep(EVENT.multipliedBy(2).toMillis());
                }
            }
        }
        measuring.write(rows);
    }

    private double takeIn(Operator registry, Operator dispatcher, int more) throws IOException, InterruptedException {
        var file = new FleetFile(registry, "%s-%d".formatted(mark, parties.size()), 1, 0);
        parties.add(file.party());
        long begun = System.nanoTime();
        file.make(more, done -> System.err.printf("%d of %d more VENs are made%n", done, more));
        long made = System.nanoTime();
        var target = EventOrder.targets(List.of(), List.of(file.party()));
        while (targeted(dispatcher, target, made) < more) {
            if (isLate(made)) {
                throw new IOException("event-dispatcher does not know the VENs within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return more / ((System.nanoTime() - begun) / 1e9);
    }

    /** A target that stands for nobody yet is refused. */
    private static long targeted(Operator dispatcher, ObjectNode targets, long made)
            throws IOException, InterruptedException {
        var event = event(List.of());
        event.set("targets", targets);
        try {
            return dispatcher
                    .post("/v1/events/preview", event)
                    .path("targetedVens")
                    .asLong();
        } catch (IOException e) {
            if (isLate(made)) {
                throw e;
            }
            return 0;
        }
    }

    private static boolean isLate(long begun) {
        return System.nanoTime() - begun > PATIENCE.toNanos();
    }

    private Row fanOut(Operator dispatcher, Watch watch, int number, double taken, List<OwnVen> own)
            throws IOException, InterruptedException {
        System.err.printf("calling an event for %,d VENs%n", number);
        List<String> venIds = own.stream().map(OwnVen::venId).toList();
        var all = event(venIds);
        all.set("targets", EventOrder.targets(venIds, parties));
        long begun = System.nanoTime();
        String eventId = dispatcher.post("/v1/events", all).path("eventId").asText();
        double post = since(begun);
        long begunSecond = System.nanoTime();
        String another =
                dispatcher.post("/v1/events", event(venIds)).path("eventId").asText();
        var seconds = watch.await(Map.of(eventId, begun, another, begunSecond));
        List<Double> ofAll = seconds.getOrDefault(eventId, List.of());
        List<Double> ofAnother = seconds.getOrDefault(another, List.of());
        return new Row(
                number,
                taken,
                post,
                ofAll.get(0),
                ofAll.get(ofAll.size() - 1),
                ofAnother.get(ofAnother.size() - 1),
                Memory.largest(data.folder()).map(Memory::toString).orElse("unknown"));
    }

    private static ObjectNode event(List<String> venIds) {
        return new EventOrder(venIds, Instant.now().plusSeconds(1), EVENT).json();
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
