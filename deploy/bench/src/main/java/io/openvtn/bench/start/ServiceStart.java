package io.openvtn.bench.start;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a further replica of a service in a running suite, on one core and within a container's memory, as its image starts it:
 * from an archive of its classes.
 *
 * @param data folder of the suite
 * @param results where the archive and the log go
 */
record ServiceStart(String service, int megabytes, Path repository, Path data, Path results) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int STOP_SECONDS = 30;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** What was seen of a start: until readiness said yes, and what the process held in memory then. */
    record Seen(double seconds, long residentMegabytes) {}

    /** Makes the archive, as the building of an image does. */
    void rehearse() throws IOException, InterruptedException {
        var process = builder(List.of("-XX:ArchiveClassesAtExit=" + archive(), "-Dopenvtn.rehearsal=true"))
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(archive())) {
            process.destroyForcibly();
            throw new IOException("%s has made no archive of its classes; its log is %s".formatted(service, log()));
        }
    }

    /** The archive is large; the log stays. */
    void forgetArchive() throws IOException {
        Files.deleteIfExists(archive());
    }

    Seen measure() throws IOException, InterruptedException {
        int management = freePort();
        List<String> options = new ArrayList<>(List.of(
                "-XX:SharedArchiveFile=" + archive(),
                // what the image and the chart say
                "-XX:MaxRAM=" + megabytes + "m",
                "-XX:MaxRAMPercentage=65",
                "-Dquarkus.management.port=" + management));
        for (String port : List.of(
                "quarkus.http.port",
                "quarkus.http.ssl-port",
                "openvtn.ca.enrolment.port",
                "openvtn.ca.revocation.port")) {
            options.add("-D%s=%d".formatted(port, freePort()));
        }
        var builder = builder(options);
        builder.environment()
                .put(
                        "SMALLRYE_CONFIG_LOCATIONS",
                        data.resolve("settings/" + service + ".properties")
                                .toUri()
                                .toString());
        long begun = System.nanoTime();
        var process = builder.start();
        try {
            awaitReady(process, management, begun);
            return new Seen((System.nanoTime() - begun) / 1e9, residentMegabytes(process));
        } finally {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private void awaitReady(Process process, int management, long begun) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/q/health/ready".formatted(management)))
                .timeout(Duration.ofSeconds(5))
                .build();
        while (!isReady(request)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException("%s has not become ready; its log is %s".formatted(service, log()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean isReady(HttpRequest request) throws InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private ProcessBuilder builder(List<String> options) {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-jar",
                repository
                        .resolve(service)
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private static long residentMegabytes(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path archive() {
        return results.resolve(service + ".jsa");
    }

    private Path log() {
        return results.resolve(service + ".log");
    }
}
