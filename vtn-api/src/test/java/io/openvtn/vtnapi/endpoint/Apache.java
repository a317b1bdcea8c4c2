package io.openvtn.vtnapi.endpoint;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Apache httpd with the reference configuration, in a folder of its own. */
final class Apache implements AutoCloseable {

    private static final Path REFERENCE = Path.of("..", "deploy", "apache");
    private static final String MAIN = """
            ServerRoot FOLDER
            ServerName localhost
            PidFile httpd.pid
            ErrorLog error.log
            DefaultRuntimeDir FOLDER
            User www-data
            Group www-data
            LoadModule mpm_event_module MODULES/mod_mpm_event.so
            LoadModule authz_core_module MODULES/mod_authz_core.so
            LoadModule alias_module MODULES/mod_alias.so
            LoadModule headers_module MODULES/mod_headers.so
            LoadModule socache_shmcb_module MODULES/mod_socache_shmcb.so
            LoadModule ssl_module MODULES/mod_ssl.so
            LoadModule proxy_module MODULES/mod_proxy.so
            LoadModule proxy_http_module MODULES/mod_proxy_http.so
            Include openvtn.conf
            """;

    private final Process process;
    private final Path folder;
    private final int port;

    private Apache(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param files holds the certificates by the names of the reference
     */
    static Apache start(Path files, int vtnApiPort) throws IOException {
        int port = Nginx.freePort();
        String template = Files.readString(REFERENCE.resolve("openvtn.conf.template"));
        for (var value : Map.of(
                        "OPENVTN_PORT",
                        "127.0.0.1:" + port,
                        "OPENVTN_NAME",
                        "localhost",
                        "OPENVTN_VTN_API",
                        "localhost:" + vtnApiPort,
                        "OPENVTN_FILES",
                        files.toString())
                .entrySet()) {
            template = template.replace("${" + value.getKey() + "}", value.getValue());
        }
        for (String page : new String[] {"refused.xml", "unavailable.xml"}) {
            Files.copy(REFERENCE.resolve(page), files.resolve(page));
        }
        // Its workers run under a user of their own.
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(files.resolve("openvtn.conf"), template);
        Files.writeString(
                files.resolve("httpd.conf"),
                MAIN.replace("FOLDER", files.toString()).replace("MODULES", "/usr/lib/apache2/modules"));
        var process = new ProcessBuilder(
                        "apache2",
                        "-D",
                        "FOREGROUND",
                        "-f",
                        files.resolve("httpd.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("httpd.out").toFile())
                .start();
        var apache = new Apache(process, files, port);
        await("httpd").atMost(Duration.ofSeconds(10)).until(apache::answers);
        return apache;
    }

    int port() {
        return port;
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("httpd.out")));
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
