package io.openvtn.vtnapi.endpoint;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real proxy with its reference configuration, in a folder of its own. */
final class ProxyProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final int port;

    private ProxyProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts it and waits until it listens on that port. */
    static ProxyProcess start(Path folder, int port, String... command) throws IOException {
        Path output = folder.resolve("proxy.out");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var proxy = new ProxyProcess(process, output, port);
        await(command[0]).atMost(Duration.ofSeconds(10)).until(proxy::answers);
        return proxy;
    }

    /** A template with its {@code ${NAME}} replaced, as envsubst does it. */
    static String filledIn(String template, Map<String, String> values) {
        String text = template;
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(output));
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
