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
import java.util.Optional;
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
    private static final int NGINX_PORT = 21_445;
    private static final int PROXIED_PORT = 21_447;
    private static final int PROXIED_BARE_PORT = 21_448;
    private static final int MOST_MINUTES = 10;
    /** The same for all endpoints. The suite's own vtn-api is made to be small and to start fast, not to be measured. */
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    /** A further replica of vtn-api in the suite, with the whole of the JIT. */
    Endpoint vtnApi(String name, String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.add("-Dquarkus.http.ssl-port=" + VTN_PORT);
        command.add("-Dquarkus.management.port=" + VTN_MANAGEMENT_PORT);
        // A few VENs stand for many.
        command.add("-Dopenvtn.vtn.rate=1000000");
        command.addAll(List.of(settings));
        command.addAll(List.of(
                "-jar",
                repository.resolve("vtn-api/target/quarkus-app/quarkus-run.jar").toString()));
        var suite = Map.of(
                "SMALLRYE_CONFIG_LOCATIONS",
                data.resolve("settings/vtn-api.properties").toUri().toString());
        return Endpoint.start(cores.forEndpoint(command), suite, VTN_PORT, log(name));
    }

    /** Needs the answer to a poll that a {@link #fleet} with {@code --record} has left in {@link #answers()}. */
    Endpoint bare() throws IOException, InterruptedException {
        return bare(0);
    }

    /** It listens to a proxy as well, without TLS, unless that port is 0. */
    private Endpoint bare(int proxied) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareEndpoint.class.getName()));
        command.addAll(
                List.of(Integer.toString(BARE_PORT), data.toString(), answer().toString(), Integer.toString(proxied)));
        return Endpoint.start(cores.forEndpoint(command), Map.of(), BARE_PORT, log("bare"));
    }

    /** Empty where it is not installed. */
    Optional<Nginx> nginx() {
        return Nginx.installed(data, results, cores);
    }

    /** nginx repeats the answer that the bare endpoint has. */
    Endpoint repeating(Nginx nginx) throws IOException, InterruptedException {
        return nginx.repeating(answer(), NGINX_PORT);
    }

    /** A replica that takes certificates from whoever knows the secret. */
    Endpoint proxiedVtnApi(String secret) throws IOException, InterruptedException {
        return vtnApi(
                "vtn-api-proxied",
                "-Dopenvtn.proxy.enabled=true",
                "-Dopenvtn.proxy.host=127.0.0.1",
                "-Dopenvtn.proxy.port=" + PROXIED_PORT,
                "-Dopenvtn.proxy.trusted-proxies=127.0.0.1",
                "-Dopenvtn.proxy.hop=shared-secret",
                "-Dopenvtn.proxy.secret=" + secret);
    }

    Endpoint proxiedBare() throws IOException, InterruptedException {
        return bare(PROXIED_BARE_PORT);
    }

    /** nginx before {@link #proxiedVtnApi}. */
    Endpoint beforeVtnApi(Nginx nginx, String secret) throws IOException, InterruptedException {
        return nginx.forwarding("before-vtn-api", PROXIED_PORT, secret, NGINX_PORT);
    }

    /** nginx before {@link #proxiedBare}. */
    Endpoint beforeBare(Nginx nginx, String secret) throws IOException, InterruptedException {
        return nginx.forwarding("before-bare", PROXIED_BARE_PORT, secret, NGINX_PORT + 1);
    }

    Path answers() {
        return results.resolve("answers");
    }

    private Path answer() {
        return answers().resolve("POLL.xml");
    }

    /**
     * As many polls as an endpoint answers while the suite's services stand still; what {@code deploy/bench/polls} says of them.
     *
     * @param options of that, with spaces between them
     */
    JsonNode polls(Endpoint endpoint, String options) throws IOException, InterruptedException {
        return load("polls", endpoint, options, "--alone");
    }

    /** The same while the services run, and for nobody to know. */
    void warmUp(Endpoint endpoint, String options) throws IOException, InterruptedException {
        load("polls", endpoint, options);
    }

    /**
     * Puts an endpoint under load; the simulator's summary.
     *
     * @param options of {@code deploy/bench/fleet}, with spaces between them
     * @param more options, taken as they are
     */
    JsonNode fleet(Endpoint endpoint, String options, String... more) throws IOException, InterruptedException {
        return load("fleet", endpoint, options, more);
    }

    private JsonNode load(String name, Endpoint endpoint, String options, String... more)
            throws IOException, InterruptedException {
        Path json = results.resolve(name + ".json");
        Files.deleteIfExists(json);
        List<String> command = new ArrayList<>(List.of(script("bench/" + name), "--data", data.toString()));
        command.addAll(List.of("--vtn-url", endpoint.url(), "--json", json.toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(more));
        run(command, name);
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
