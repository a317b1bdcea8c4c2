package io.openvtn.bench.suite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that listens for VENs or for proxies, such as vtn-api or the bare endpoint. */
public final class Endpoint implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final int port;

    private Endpoint(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it listens on that port of this machine. */
    public static Endpoint start(List<String> command, Map<String, String> environment, int port, Path log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var endpoint = new Endpoint(builder.start(), port);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!endpoint.listens()) {
            if (!endpoint.process.isAlive() || System.nanoTime() - deadline > 0) {
                endpoint.close();
                throw new IOException("an endpoint has not come up; its log is " + log);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return endpoint;
    }

    /** Where VENs find it. */
    public String url() {
        return "https://localhost:" + port;
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
