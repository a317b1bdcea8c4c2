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
import java.util.stream.Stream;

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
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareEndpoint.class.getName()));
        command.addAll(List.of(Integer.toString(BARE_PORT), data.toString(), answer().toString()));
        return Endpoint.start(cores.forEndpoint(command), Map.of(), BARE_PORT, log("bare"));
    }

    /** A second limit, that is no work of Java: nginx repeats the same answer; empty where it is not installed. */
    Optional<Endpoint> nginx() throws IOException, InterruptedException {
        Optional<Path> nginx = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (nginx.isEmpty()) {
            return Optional.empty();
        }
        Path settings = results.resolve("nginx.conf");
        Files.writeString(settings, """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                events { worker_connections 8192; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/nginx-body;
                  keepalive_requests 1000000000;
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %3$s/tls/vtn.pem;
                    ssl_certificate_key %3$s/tls/vtn.key;
                    ssl_client_certificate %3$s/ca-bundle.pem;
                    ssl_verify_client on;
                    ssl_verify_depth 3;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_session_cache shared:vens:10m;
                    default_type application/xml;
                    location / { return 200 '%4$s'; }
                  }
                }
                """.formatted(
                        results, NGINX_PORT, data, Files.readString(answer()).strip()));
        List<String> command =
                List.of(nginx.get().toString(), "-e", log("nginx").toString(), "-c", settings.toString());
        return Optional.of(Endpoint.start(cores.forEndpoint(command), Map.of(), NGINX_PORT, log("nginx-output")));
    }

    Path answers() {
        return results.resolve("answers");
    }

    private Path answer() {
        return answers().resolve("POLL.xml");
    }

    /** As many polls as an endpoint answers; what {@code deploy/bench/polls} says of them. */
    JsonNode polls(Endpoint endpoint, String options) throws IOException, InterruptedException {
        return load("polls", endpoint, options);
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
