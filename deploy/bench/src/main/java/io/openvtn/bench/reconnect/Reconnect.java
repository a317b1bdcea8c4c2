package io.openvtn.bench.reconnect;

import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/reconnect}. */
@Command(
        name = "deploy/bench/reconnect",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "Reckons how long a fleet takes to be back after an outage, from what one core was measured to let in. It starts nothing and"
                    + " measures nothing. A VEN that finds no place tries again as its system does, until its patience ends, and begins"
                    + " anew after a pause.%n"
        })
final class Reconnect implements Callable<Integer> {

    @Option(
            names = "--vens",
            paramLabel = "N",
            defaultValue = "100000",
            description = "VENs that come back (default ${DEFAULT-VALUE})")
    private int vens;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "they come within that time (default ${DEFAULT-VALUE})")
    private double within;

    @Option(
            names = "--cores",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,4,8,16",
            description = "cores of all replicas together, a row each (default ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private List<Integer> cores;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "970",
            description =
                    "VENs that one core lets in, with a handshake and a first poll (default ${DEFAULT-VALUE}, which was the load's limit when"
                            + " it was measured; deploy/bench/run measures it for VENs that are not remembered)")
    private double perSecond;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "288",
            description =
                    "connections that wait at each core (default ${DEFAULT-VALUE}: openvtn.tls.accept-queue and handshakes-at-once)")
    private int queue;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long a VEN waits for its answer (default ${DEFAULT-VALUE})")
    private double patience;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "after which it begins anew, half of it to one and a half (default ${DEFAULT-VALUE})")
    private double pause;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the same makes the same pauses (default ${DEFAULT-VALUE})")
    private long seed;

    public static void main(String[] arguments) {
        Program.run(new Reconnect(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (vens < 1 || queue < 1 || within < 0 || perSecond <= 0 || patience <= 0 || pause < 0) {
            throw new IOException("numbers have to be above 0; --within and --pause may be 0");
        }
        if (cores.stream().anyMatch(number -> number < 1)) {
            throw new IOException("--cores are 1 at least");
        }
        System.out.printf(
                Locale.ROOT,
                "%,d VENs come within %.0f s; a core lets %,.0f in a second%n%n| cores | half of the VENs are back after | 99 of 100 | all | gave up and began anew | cores at work |%n"
                        + "|---:|---:|---:|---:|---:|---:|%n",
                vens,
                within,
                perSecond);
        for (int number : cores) {
            var crowd = new Crowd(vens, within, perSecond * number, queue * number, patience, pause);
            Recovery recovery = Simulation.of(crowd, seed);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f s | %.1f s | %.1f s | %,d times | %.2f |%n",
                    number,
                    recovery.half(),
                    recovery.most(),
                    recovery.all(),
                    recovery.givenUp(),
                    recovery.used());
        }
        return 0;
    }
}
