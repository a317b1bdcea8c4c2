package io.openvtn.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A whole OpenVTN, started and stopped with the user's own scripts. */
final class LocalSuite implements AutoCloseable {

    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));
    private static final String PORT_OFFSET = "22500";
    private static final int MOST_MINUTES = 5;

    private final Path data;

    private LocalSuite(Path data) {
        this.data = data;
    }

    /** Its logs stay in {@code target/suite} until the next run. */
    static LocalSuite start() throws IOException, InterruptedException {
        var suite = new LocalSuite(Path.of("target", "suite").toAbsolutePath());
        suite.close();
        suite.removeData();
        var started = suite.run("local/start", "--no-build", "--detach", "--port-offset", PORT_OFFSET);
        assertThat(started.exitCode()).as(started.output()).isZero();
        return suite;
    }

    /** What a command printed on both streams, and how it ended. */
    record Result(int exitCode, String output) {}

    Result fleet(String... options) throws IOException, InterruptedException {
        return run("bench/fleet", options);
    }

    /** Runs something while a service stands still, until vtn-api's log says these words once more. */
    Result whileStopped(String service, Callable<Result> task, String untilWords) throws Exception {
        Path log = data.resolve("logs").resolve("vtn-api.log");
        String pid =
                Files.readString(data.resolve("pids").resolve(service + ".pid")).strip();
        long before = count(log, untilWords);
        signal("STOP", pid);
        var result = new FutureTask<>(task);
        try {
            new Thread(result, "task").start();
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (count(log, untilWords) == before && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } finally {
            signal("CONT", pid);
        }
        return result.get();
    }

    private static long count(Path log, String words) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words)).count();
        }
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor())
                .isZero();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("local/stop");
    }

    private void removeData() throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    Result run(String script, String... options) throws IOException, InterruptedException {
        Path output = Files.createTempFile("openvtn-", ".out");
        List<String> command = Stream.concat(
                        Stream.of(REPOSITORY.resolve("deploy").resolve(script).toString(), "--data", data.toString()),
                        Arrays.stream(options))
                .toList();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(output);
        Files.delete(output);
        assertThat(ended).as("%s has not ended:%n%s", command, text).isTrue();
        return new Result(process.exitValue(), text);
    }
}
