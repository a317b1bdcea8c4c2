package io.openvtn.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** VENs that poll until they are told to end, by {@code deploy/bench/fleet}. */
public final class FleetProcess {

    private static final Duration JOINING = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;
    private final Path json;

    private FleetProcess(Process process, Path output, Path json) {
        this.process = process;
        this.output = output;
        this.json = json;
    }

    /**
     * Switches them on and returns when they poll.
     *
     * @param data folder of the suite that they poll
     * @param name of the fleet's files there
     * @param options of {@code deploy/bench/fleet}
     */
    public static FleetProcess start(Path repository, Path data, String name, String... options)
            throws IOException, InterruptedException {
        return start(repository, data, name, Map.of(), options);
    }

    /**
     * The same.
     *
     * @param environment variables besides those of this process
     */
    public static FleetProcess start(
            Path repository, Path data, String name, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        Path output = data.resolve("logs").resolve(name + ".log");
        Path json = data.resolve(name + ".json");
        List<String> command = Stream.concat(
                        Stream.of(
                                repository.resolve("deploy/bench/fleet").toString(),
                                "--data",
                                data.toString(),
                                "--json",
                                json.toString(),
                                "--duration",
                                "1h",
                                "--until-input-ends"),
                        Stream.of(options))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var fleet = new FleetProcess(builder.start(), output, json);
        long deadline = System.nanoTime() + JOINING.toNanos();
        while (!Files.readString(output).contains("VENs poll")) {
            if (!fleet.process.isAlive() || System.nanoTime() - deadline > 0) {
                fleet.process.destroy();
                throw new IOException("the fleet did not come up:\n" + Files.readString(output));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return fleet;
    }

    /** Ends it; its summary. */
    public JsonNode end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES) || !Files.exists(json)) {
            process.destroyForcibly();
            throw new IOException("the fleet did not end:\n" + Files.readString(output));
        }
        return new ObjectMapper().readTree(json.toFile());
    }

    /** What it has printed, the first anomalies of each kind in words. */
    public String said() throws IOException {
        return Files.readString(output);
    }

    /** Does nothing once it has ended. */
    public void abort() {
        process.destroy();
    }
}
