package io.openvtn.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Processes that stand still until it is closed, or this process ends. */
public final class Standstill implements AutoCloseable {

    private static final Set<String> KEPT = Set.of("kafka.pid", "postgres.pid");

    private final List<Long> processes;
    private final Thread atTheEnd;

    private Standstill(List<Long> processes) {
        this.processes = List.copyOf(processes);
        this.atTheEnd = new Thread(this::goOn, "go-on");
    }

    /** Lets these stand still. */
    public static Standstill of(List<Long> processes) throws IOException {
        var standstill = new Standstill(processes);
        Runtime.getRuntime().addShutdownHook(standstill.atTheEnd);
        standstill.signal("STOP");
        return standstill;
    }

    /** Lets a local suite's services stand still, and who starts them again when they end; not Kafka and PostgreSQL. */
    public static Standstill ofServices(Path data) throws IOException {
        List<Long> processes = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("pids"))) {
            for (Path file : files.filter(
                            file -> !KEPT.contains(file.getFileName().toString()))
                    .toList()) {
                processes.add(Long.parseLong(Files.readString(file).strip()));
            }
        }
        return of(processes);
    }

    private void signal(String signal) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process)));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .start()
                .getInputStream()
                .transferTo(System.err);
    }

    private void goOn() {
        try {
            signal("CONT");
        } catch (IOException e) {
            System.err.printf("%s stand still; kill -CONT lets them go on: %s%n", processes, e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        goOn();
    }
}
