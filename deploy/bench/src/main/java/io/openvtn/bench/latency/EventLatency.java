package io.openvtn.bench.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bench.suite.DataOption;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.EventOrder;
import io.openvtn.bench.suite.MeasuringOptions;
import io.openvtn.bench.suite.Operator;
import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/event-latency}. */
@Command(
        name = "deploy/bench/event-latency",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "How long after its POST an event is in its VEN's poll, against a running local suite: enrols a VEN of its own, registers"
                    + " it, posts N events one after another and polls for each without a pause until it is there. Prints the"
                    + " median, the 95th and 99th percentile and the maximum in milliseconds.%n"
        })
final class EventLatency implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Short, so that the events of one run do not pile up in the answers. */
    private static final Duration EVENT = Duration.ofSeconds(10);

    private static final int DIGITS = 4;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "200",
            description = "how many events (default ${DEFAULT-VALUE})")
    private int events;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions();

    public static void main(String[] arguments) {
        Program.run(new EventLatency(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
        var operator = new Operator(new Environment(data.folder()), "DISPATCHER_URL");
        var nanos = new Histogram(DIGITS);
        String name = "bench-latency-" + Instant.now().getEpochSecond();
        try (var ven = OwnVen.enrol(data.folder(), name, measuring::vtnOr)) {
            measure(operator, ven);
            for (int i = 1; i <= events; i++) {
                nanos.recordValue(measure(operator, ven).toNanos());
                if (System.getenv("BENCH_TERMINAL") != null) {
                    System.err.printf("\r%d of %d events", i, events);
                }
            }
        }
        print(nanos);
        return 0;
    }

    private static Duration measure(Operator operator, OwnVen ven) throws IOException, InterruptedException {
        var event = new EventOrder(List.of(ven.venId()), Instant.now().plusSeconds(1), EVENT).json();
        long begun = System.nanoTime();
        String eventId = operator.post("/v1/events", event).path("eventId").asText();
        while (!ven.poll().contains(eventId)) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException("%s did not come within %s".formatted(eventId, PATIENCE));
            }
        }
        var taken = Duration.ofNanos(System.nanoTime() - begun);
        ven.optIn(eventId);
        return taken;
    }

    private void print(Histogram nanos) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%nPOST to poll over %d events, ms: median %.0f, p95 %.0f, p99 %.0f, max %.0f%n",
                events,
                millis(nanos, 50),
                millis(nanos, 95),
                millis(nanos, 99),
                millis(nanos, 100));
        measuring.write(new ObjectMapper()
                .createObjectNode()
                .put("events", events)
                .put("p50", millis(nanos, 50))
                .put("p95", millis(nanos, 95))
                .put("p99", millis(nanos, 99))
                .put("max", millis(nanos, 100)));
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
