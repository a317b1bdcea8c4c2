package io.openvtn.local.process;

import io.openvtn.embedded.ChildJvm;
import io.openvtn.embedded.LogFile;
import io.openvtn.local.files.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One service in a process of its own, started again when it dies. */
public final class ServiceProcess {

    private static final Duration STOP = Duration.ofSeconds(15);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** The last of two that say the same holds: a measurement wants another heap, and the JVM's second compiler. */
    private static final List<String> FURTHER_OPTIONS = Arrays.stream(
                    System.getenv().getOrDefault("OPENVTN_JVM_OPTIONS", "").split(" "))
            .filter(option -> !option.isBlank())
            .toList();

    private final String name;
    private final Path application;
    private final Path settings;
    private final int managementPort;
    private final DataFolder data;
    private final Backoff backoff = new Backoff();

    @SuppressWarnings("NullAway.Init")
    private Process process;

    private boolean stopping;
    private long startedAt;
    private long revivalAt;
    private boolean deathKnown;

    /**
     * A service that has not been started yet.
     *
     * @param name of the process, its log and its pid file
     * @param application the jar to run
     * @param settings the properties file that makes it part of the suite
     */
    public ServiceProcess(String name, Path application, Path settings, int managementPort, DataFolder data) {
        this.name = name;
        this.application = application;
        this.settings = settings;
        this.managementPort = managementPort;
        this.data = data;
    }

    String name() {
        return name;
    }

    /** Does nothing once it has been stopped. */
    public synchronized void start() throws IOException {
        if (stopping) {
            return;
        }
        List<String> arguments = new ArrayList<>(
                List.of("-Xms32m", "-Xmx192m", "-XX:MaxMetaspaceSize=192m", "-XX:ReservedCodeCacheSize=64m"));
        arguments.addAll(FURTHER_OPTIONS);
        arguments.addAll(List.of("-jar", application.toString()));
        var builder = new ProcessBuilder(ChildJvm.command(arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log(name).toFile()));
        builder.environment().put("SMALLRYE_CONFIG_LOCATIONS", settings.toUri().toString());
        process = builder.start();
        startedAt = System.nanoTime();
        deathKnown = false;
        data.writePid(name, process.pid());
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether the service says itself that it can serve. */
    public boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(managementPort)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * To be called again and again: starts the service when it has died and its pause is over.
     *
     * @return what a person should know about it, once for each death
     */
    synchronized Optional<String> reviveIfDead() throws IOException {
        if (stopping || process == null || process.isAlive()) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        if (!deathKnown) {
            deathKnown = true;
            Duration pause = backoff.after(Duration.ofNanos(now - startedAt));
            revivalAt = now + pause.toNanos();
            return Optional.of("%s has died (exit code %d) and starts again in %.1f s; its log: %s"
                    .formatted(name, process.exitValue(), pause.toMillis() / 1000.0, data.log(name)));
        }
        if (now - revivalAt >= 0) {
            start();
        }
        return Optional.empty();
    }

    /** Asks the process to end, and ends it if it does not. */
    public void stop() throws InterruptedException {
        Process last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        if (last == null) {
            return;
        }
        last.destroy();
        if (!last.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            last.destroyForcibly().waitFor();
        }
        data.removePid(name);
    }

    /** The end of what the service printed. */
    String lastLines() {
        return LogFile.lastLines(data.log(name), 20);
    }
}
