package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.local.files.DataFolder;
import io.openvtn.local.settings.Ports;
import io.openvtn.local.settings.Service;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The whole suite as a user starts it, with {@code deploy/local/start}: two replicas of vtn-api, ports of its own, data that
 * goes with the test run. Started once for all end-to-end tests.
 */
final class RunningSuite {

    private static final Path REPOSITORY =
            Path.of(System.getProperty("openvtn.repository")).toAbsolutePath().normalize();
    private static final int PORT_OFFSET = 20_000;
    private static final int VTN_REPLICAS = 2;
    /** An unanswered event comes again at every poll: a test need not wait to see it again, or to see it gone. */
    private static final Map<String, String> SETTINGS = Map.of("OPENVTN_VTN_REDELIVERY", "PT0S");

    private static RunningSuite running;

    private final Path data;
    private final Map<String, String> environment;

    private RunningSuite(Path data, Map<String, String> environment) {
        this.data = data;
        this.environment = environment;
    }

    static synchronized RunningSuite get() {
        if (running == null) {
            // Its logs stay for whoever wants to know why a test has failed, until the next run.
            Path data = Path.of("target", "suite").toAbsolutePath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(data)));
            stop(data);
            new DataFolder(data).delete();
            running = start(data, PORT_OFFSET, "--vtn-replicas", Integer.toString(VTN_REPLICAS));
        }
        return running;
    }

    /** Starts a suite of its own; the caller stops it. */
    static RunningSuite start(Path data, int portOffset, String... options) {
        return start(data, portOffset, Map.of(), options);
    }

    /** Starts a suite of its own, with further environment variables; the caller stops it. */
    static RunningSuite start(Path data, int portOffset, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of(
                script("start"),
                "--no-build",
                "--detach",
                "--data",
                data.toString(),
                "--port-offset",
                Integer.toString(portOffset)));
        command.addAll(List.of(options));
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(environment);
        var start = run(command, settings);
        assertThat(start.exitCode()).as(start.output()).isZero();
        return new RunningSuite(data, readEnvironment(data.resolve("env")));
    }

    static Result stop(Path data) {
        return run(List.of(script("stop"), "--data", data.toString()), Map.of());
    }

    /** What a command printed on both streams, and how it ended. */
    record Result(int exitCode, String output) {}

    static Path repository() {
        return REPOSITORY;
    }

    static String script(String name) {
        return REPOSITORY.resolve("deploy/local").resolve(name).toString();
    }

    static Result run(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("openvtn-", ".out");
            var builder = new ProcessBuilder(command)
                    .directory(REPOSITORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end:\n" + Files.readString(output));
            }
            String text = Files.readString(output);
            Files.delete(output);
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path data() {
        return data;
    }

    /** A line of the suite's {@code env} file, such as {@code VTN_URL}. */
    String env(String name) {
        return environment.get(name);
    }

    Operator operator() {
        return new Operator(this);
    }

    /** Has a certificate issued and bound with the user's own script. */
    SuiteVen enrol(String venName) {
        var enrolled = run(List.of(script("enrol-ven"), venName, "--data", data.toString()), Map.of());
        assertThat(enrolled.exitCode()).as(enrolled.output()).isZero();
        List<String> lines = enrolled.output().strip().lines().toList();
        return new SuiteVen(this, venName, lines.get(lines.size() - 1));
    }

    /** Ends a process of the suite the hard way and waits until the suite has started it again. */
    void killNine(String process) {
        long before = pid(process);
        signal("KILL", process);
        await().atMost(Duration.ofMinutes(1)).until(() -> pid(process) != before);
    }

    /** Waits until every service says that it can serve. */
    void awaitReady() {
        var ports = new Ports(PORT_OFFSET, VTN_REPLICAS);
        IntStream.concat(
                        Arrays.stream(Service.values()).mapToInt(ports::management),
                        IntStream.range(0, VTN_REPLICAS).map(ports::vtnManagement))
                .forEach(port -> await().atMost(Duration.ofMinutes(1))
                        .ignoreExceptions()
                        .until(() -> RestAssured.get("http://localhost:%d/q/health/ready".formatted(port))
                                        .statusCode()
                                == 200));
    }

    void signal(String signal, String process) {
        var kill = run(List.of("kill", "-" + signal, Long.toString(pid(process))), Map.of());
        assertThat(kill.exitCode()).as(kill.output()).isZero();
    }

    String log(String process) {
        try {
            return Files.readString(data.resolve("logs").resolve(process + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid(String process) {
        try {
            return Long.parseLong(Files.readString(data.resolve("pids").resolve(process + ".pid"))
                    .strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    private static Map<String, String> readEnvironment(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.contains("="))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replaceAll("^['\"]|['\"]$", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line of curl as a VEN would write it. */
    static List<String> curl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS"));
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
