package io.openvtn.vtnapi.endpoint;

import static org.awaitility.Awaitility.await;

import io.openvtn.vtnapi.TestCertificate;
import io.openvtn.vtnapi.TestCertificate.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real nginx with the reference configuration, in a folder of its own. */
final class Nginx implements AutoCloseable {

    private static final Path REFERENCE = Path.of("..", "deploy", "nginx");
    private static final String MAIN = """
            pid nginx.pid;
            error_log error.log;
            daemon off;
            master_process off;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                include openvtn.conf;
            }
            """;

    private final Process process;
    private final Path folder;
    private final int port;

    private Nginx(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * @param files holds the certificates by the names of the reference
     * @param verifies with {@code ssl_verify_client on}
     */
    static Nginx start(Path files, int vtnApiPort, boolean verifies) throws IOException {
        int port = freePort();
        String template = Files.readString(REFERENCE.resolve("nginx.conf.template"));
        if (verifies) {
            template = template.replace(
                    "    ssl_verify_client optional_no_ca;",
                    Files.readString(REFERENCE.resolve("verify-on.conf.template")));
        }
        var values = Map.of(
                "OPENVTN_PORT",
                "127.0.0.1:" + port,
                "OPENVTN_NAME",
                "localhost",
                "OPENVTN_VTN_API",
                "127.0.0.1:" + vtnApiPort,
                "OPENVTN_VTN_API_NAME",
                "localhost",
                "OPENVTN_FILES",
                files.toString());
        for (var value : values.entrySet()) {
            template = template.replace("${" + value.getKey() + "}", value.getValue());
        }
        Files.writeString(files.resolve("openvtn.conf"), template);
        Files.writeString(files.resolve("nginx.conf"), MAIN);
        var process = new ProcessBuilder(
                        "nginx",
                        "-p",
                        files.toString(),
                        "-c",
                        files.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("nginx.out").toFile())
                .start();
        var nginx = new Nginx(process, files, port);
        await("nginx").atMost(Duration.ofSeconds(10)).until(nginx::answers);
        return nginx;
    }

    static void write(Path folder, String name, Issued issued) throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), issued.pem());
        Files.writeString(folder.resolve(name + ".key"), issued.keyPem());
    }

    /** The server certificate that clients of the test trust. */
    static Issued server() throws Exception {
        Path target = Path.of("target").toAbsolutePath();
        return TestCertificate.read(target.resolve("test-server.pem"), target.resolve("test-server.key"));
    }

    int port() {
        return port;
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("nginx.out")));
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
