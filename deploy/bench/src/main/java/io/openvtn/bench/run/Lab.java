package io.openvtn.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bench.suite.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts what is measured and what measures it, each as a process of its own on its core.
 *
 * @param data folder of the running suite
 * @param results where logs and recorded answers go
 */
record Lab(Path repository, Path data, Path results, Cores cores) {

    private static final int VTN_PORT = 21_443;
    private static final int VTN_MANAGEMENT_PORT = 21_080;
    private static final int BARE_PORT = 21_444;
    private static final int MOST_MINUTES = 10;
    /** The same for all endpoints. The suite's own vtn-api is made to be small and to start fast, not to be measured. */
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    /** A further replica of vtn-api in the suite, with the whole of the JIT. */
    Endpoint vtnApi(String name, String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.add("-Dquarkus.http.ssl-port=" + VTN_PORT);
        command.add("-Dquarkus.management.port=" + VTN_MANAGEMENT_PORT);
        command.addAll(List.of(settings));
        command.addAll(List.of(
                "-jar",
                repository.resolve("vtn-api/target/quarkus-app/quarkus-run.jar").toString()));
        var suite = Map.of(
                "SMALLRYE_CONFIG_LOCATIONS",
                data.resolve("settings/vtn-api.properties").toUri().toString());
        return Endpoint.start(cores.forEndpoint(command), suite, VTN_PORT, log(name));
    }

    /** Needs the answers that a {@link #fleet} with {@code --record} has left in {@link #answers()}. */
    Endpoint bare() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareEndpoint.class.getName()));
        command.addAll(
                List.of(Integer.toString(BARE_PORT), data.toString(), answers().toString()));
        return Endpoint.start(cores.forEndpoint(command), Map.of(), BARE_PORT, log("bare"));
    }

    Path answers() {
        return results.resolve("answers");
    }

    /**
     * Puts an endpoint under load; the simulator's summary.
     *
     * @param options of {@code deploy/bench/fleet}, with spaces between them
     * @param more options, taken as they are
     */
    JsonNode fleet(Endpoint endpoint, String options, String... more) throws IOException, InterruptedException {
        Path json = results.resolve("fleet.json");
        Files.deleteIfExists(json);
        List<String> command = new ArrayList<>(List.of(script("bench/fleet"), "--data", data.toString()));
        command.addAll(List.of("--vtn-url", endpoint.url(), "--json", json.toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(more));
        run(command, "fleet");
        return new ObjectMapper().readTree(json.toFile());
    }

    /** From POST to poll, in milliseconds, of that many events. */
    JsonNode eventLatency(Endpoint endpoint, int events) throws IOException, InterruptedException {
        Path json = results.resolve("event-latency.json");
        run(
                List.of(
                        script("bench/event-latency"),
                        "--data",
                        data.toString(),
                        "--vtn-url",
                        endpoint.url(),
                        "--events",
                        Integer.toString(events),
                        "--json",
                        json.toString()),
                "event-latency");
        return new ObjectMapper().readTree(json.toFile());
    }

    private void run(List<String> command, String name) throws IOException, InterruptedException {
        Path log = log(name);
        var process = new ProcessBuilder(cores.forLoad(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException("%s has not ended; its log is %s".formatted(name, log));
        }
        if (process.exitValue() != 0) {
            throw new IOException("%s has failed; its log is %s".formatted(name, log));
        }
    }

    private String script(String name) {
        return repository.resolve("deploy").resolve(name).toString();
    }

    private Path log(String name) {
        return results.resolve(name + ".log");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
