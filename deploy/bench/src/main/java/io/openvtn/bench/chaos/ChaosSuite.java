package io.openvtn.bench.chaos;

import io.openvtn.bench.suite.Standstill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The suite that things happen to, as its users start and stop it. Not thread safe. */
final class ChaosSuite implements AutoCloseable {

    private static final Duration RESTART = Duration.ofMinutes(2);
    private static final int MOST_MINUTES = 5;

    private final Plan plan;

    ChaosSuite(Plan plan) {
        this.plan = plan;
    }

    void start() throws IOException, InterruptedException {
        run(
                plan.script("local/start").toString(),
                "--no-build",
                "--detach",
                "--data",
                plan.data().toString(),
                "--port-offset",
                Integer.toString(plan.portOffset()));
    }

    void stop() throws IOException, InterruptedException {
        run(plan.script("local/stop").toString(), "--data", plan.data().toString());
    }

    /** Ends a process as a crash would, and waits until the suite has started it again. */
    void kill(String process) throws IOException, InterruptedException {
        long before = pid(process);
        run("kill", "-KILL", Long.toString(before));
        long deadline = System.nanoTime() + RESTART.toNanos();
        while (pid(process) == before) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("%s was not started again within %s".formatted(process, RESTART));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Lets a process and its children stand still for that long. */
    void freeze(String process, Duration length) throws IOException, InterruptedException {
        try (var frozen = Standstill.of(family(process))) {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        }
    }

    /** While it is stopped: keeps a copy of a part of its data. */
    void copy(String from, String to) throws IOException, InterruptedException {
        run(
                "cp",
                "-a",
                plan.data().resolve(from).toString(),
                plan.data().resolve(to).toString());
    }

    /** While it is stopped: loses a part of its data. */
    void lose(String folder) throws IOException, InterruptedException {
        run("rm", "-r", plan.data().resolve(folder).toString());
    }

    private List<Long> family(String process) throws IOException {
        var head = ProcessHandle.of(pid(process)).orElseThrow(() -> new IOException(process + " does not run"));
        return Stream.concat(Stream.of(head), head.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private long pid(String process) {
        try {
            // PostgreSQL writes its own file, with more lines than this one.
            Path file = process.equals("postgres")
                    ? plan.data().resolve("postgres").resolve("postmaster.pid")
                    : plan.data().resolve("pids").resolve(process + ".pid");
            return Long.parseLong(
                    Files.readString(file).lines().findFirst().orElse("").strip());
        } catch (IOException | NumberFormatException e) {
            // It is being started: the file is not there yet, or not whole.
            return -1;
        }
    }

    static void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("openvtn-chaos-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(
                        "%s has not ended within %d minutes".formatted(Arrays.asList(command), MOST_MINUTES));
            }
            if (process.exitValue() != 0) {
                throw new IOException("%s failed:%n%s".formatted(Arrays.asList(command), Files.readString(output)));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
