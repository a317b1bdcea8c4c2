package io.openvtn.bench.start;

import io.openvtn.bench.suite.DataOption;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.FleetFile;
import io.openvtn.bench.suite.Operator;
import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/start-times}. */
@Command(
        name = "deploy/bench/start-times",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "How long each service takes from the start of its process to ready, on one core and within the memory that the"
                    + " chart gives it, from an archive of its classes as an image has it: a further replica beside the running"
                    + " local suite, several times. Prints a table.",
            "With --vens the suite has so many VENs more, each with a certificate, which every vtn-api reads at its start. Use"
                    + " it on a suite whose data you throw away.%n"
        })
final class StartTimes implements Callable<Integer> {

    private static final List<String> ALL = List.of("cert-authority", "ven-registry", "event-dispatcher", "vtn-api");

    @Option(
            names = "--vens",
            paramLabel = "N",
            defaultValue = "0",
            description = "VENs to make before (default ${DEFAULT-VALUE})")
    private int vens;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "starts of each service (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--services",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "cert-authority,ven-registry,event-dispatcher,vtn-api",
            description = "which ones (default ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private List<String> services;

    @Mixin
    private final DataOption data = new DataOption();

    public static void main(String[] arguments) {
        Program.run(new StartTimes(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (String service : services) {
            if (!ALL.contains(service)) {
                throw new IOException("there is no service %s, but %s".formatted(service, ALL));
            }
        }
        if (vens > 0) {
            makeVens();
        }
        Path results = Files.createTempDirectory("start-times");
        Path repository = Path.of(System.getProperty("openvtn.repository"));
        System.out.printf("| service | start to ready | resident then |%n|---|---|---|%n");
        for (String service : services) {
            progress("making the archive of %s's classes", service);
            var start = new ServiceStart(service, megabytes(service), repository, data.folder(), results);
            start.rehearse();
            List<ServiceStart.Seen> seen = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                progress("starting %s, %d of %d", service, round, rounds);
                seen.add(start.measure());
            }
            start.forgetArchive();
            row(service, seen);
        }
        return 0;
    }

    /** As the chart has it. */
    private static int megabytes(String service) {
        return service.equals("vtn-api") ? 768 : 512;
    }

    private void makeVens() throws IOException, InterruptedException {
        var registry = new Operator(new Environment(data.folder()), "REGISTRY_URL");
        String mark = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        new FleetFile(registry, mark, 1, 0).make(vens, done -> progress("made %d of %d VENs", done, vens));
    }

    private static void row(String service, List<ServiceStart.Seen> seen) {
        seen.sort(Comparator.comparingDouble(ServiceStart.Seen::seconds));
        System.out.printf(
                Locale.ROOT,
                "| %s, %d MiB | %.1f to %.1f s | %d MiB |%n",
                service,
                megabytes(service),
                seen.get(0).seconds(),
                seen.get(seen.size() - 1).seconds(),
                seen.stream()
                        .mapToLong(ServiceStart.Seen::residentMegabytes)
                        .max()
                        .orElseThrow());
    }

    private static void progress(String format, Object... values) {
        System.err.printf(format + "%n", values);
    }
}
