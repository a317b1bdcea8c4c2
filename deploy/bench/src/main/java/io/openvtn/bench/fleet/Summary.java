package io.openvtn.bench.fleet;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openvtn.bench.fleet.measurement.Outcome;
import io.openvtn.bench.fleet.measurement.Percentiles;
import io.openvtn.bench.fleet.options.Options;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A run's outcome for people and for programs. */
final class Summary {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-34s %9s %9s %9s %9s %9s %9s%n";

    private final Options options;
    private final Outcome outcome;
    private final List<String> broken;

    Summary(Options options, Outcome outcome, List<String> broken) {
        this.options = options;
        this.outcome = outcome;
        this.broken = List.copyOf(broken);
    }

    String text() {
        var attendance = outcome.attendance();
        var traffic = outcome.traffic();
        var text = new StringBuilder();
        text.append(line(
                "%d of %d VENs joined; %.1f polls/s over %d s; the simulator took %.2f cores, %d MB of heap",
                attendance.joined(),
                attendance.vens(),
                traffic.pollsPerSecond(outcome.measured()),
                outcome.measured().toSeconds(),
                outcome.footprint().cores(),
                outcome.footprint().heapMegabytes()));
        if (attendance.strangers() > 0) {
            text.append(
                    line("%d of %d bad certificates refused", attendance.strangersRefused(), attendance.strangers()));
        }
        outcome.delivery()
                .ifPresent(delivery -> text.append(line(
                        "event %s: POST answered after %d ms, %s",
                        delivery.eventId(),
                        delivery.posted().toMillis(),
                        delivery.allOptedIn()
                                .map(taken -> "all opted in after %d ms".formatted(taken.toMillis()))
                                .orElse("not opted in by all"))));
        text.append(String.format(ROW, "ms", "count", "p50", "p90", "p99", "p99.9", "max"));
        text.append(row("poll, from when it was due", traffic.polls()));
        text.append(row("  of that in the simulator", traffic.pollLag()));
        text.append(row("connection (%d full handshakes)".formatted(traffic.fullHandshakes()), traffic.handshakes()));
        outcome.delivery().ifPresent(delivery -> text.append(row("POST of the event to VEN", delivery.vens())));
        for (var counted : outcome.anomalies()) {
            text.append(line("%d %s", counted.count(), counted.anomaly().words()));
            counted.examples().forEach(example -> text.append(line("    %s", example)));
        }
        text.append(broken.isEmpty() ? line("all expectations hold") : line("FAILED: %s", String.join("; ", broken)));
        return text.toString();
    }

    void writeJson(Path file) throws IOException {
        var text = new StringWriter();
        JSON.writer(new DefaultPrettyPrinter()).writeValue(text, json());
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, text + "\n");
    }

    private ObjectNode json() {
        var attendance = outcome.attendance();
        var traffic = outcome.traffic();
        var json = JSON.createObjectNode()
                .put("vens", attendance.vens())
                .put("joined", attendance.joined())
                .put("badCertificates", attendance.strangers())
                .put("badCertificatesRefused", attendance.strangersRefused())
                .put("connection", options.behaviour().polling().connection().toString())
                .put("pollPeriodMs", options.behaviour().polling().period().toMillis())
                .put("measuredMs", outcome.measured().toMillis())
                .put("pollsPerSecond", traffic.pollsPerSecond(outcome.measured()))
                .put("simulatorCores", outcome.footprint().cores())
                .put("simulatorHeapMegabytes", outcome.footprint().heapMegabytes())
                .put("fullHandshakes", traffic.fullHandshakes());
        json.set("pollMs", json(traffic.polls()));
        json.set("pollLagMs", json(traffic.pollLag()));
        json.set("connectionMs", json(traffic.handshakes()));
        outcome.delivery().ifPresent(delivery -> {
            var event = json.putObject("event")
                    .put("eventId", delivery.eventId())
                    .put("postMs", delivery.posted().toMillis());
            delivery.allOptedIn().ifPresent(taken -> event.put("allOptedInMs", taken.toMillis()));
            event.set("deliveryMs", json(delivery.vens()));
        });
        var anomalies = json.putObject("anomalies");
        outcome.anomalies().forEach(counted -> anomalies.put(counted.anomaly().name(), counted.count()));
        var failures = json.putArray("failedExpectations");
        broken.forEach(failures::add);
        return json;
    }

    private static ObjectNode json(Percentiles times) {
        return JSON.createObjectNode()
                .put("count", times.count())
                .put("p50", times.p50())
                .put("p90", times.p90())
                .put("p99", times.p99())
                .put("p999", times.p999())
                .put("max", times.max());
    }

    private static String row(String name, Percentiles times) {
        return String.format(
                ROW,
                name,
                times.count(),
                ms(times.p50()),
                ms(times.p90()),
                ms(times.p99()),
                ms(times.p999()),
                ms(times.max()));
    }

    private static String ms(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + System.lineSeparator();
    }
}
