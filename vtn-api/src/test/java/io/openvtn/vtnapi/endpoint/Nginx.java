package io.openvtn.vtnapi.endpoint;

import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real nginx with the reference configuration, and the files that proxies need. */
final class Nginx {

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

    private Nginx() {}

    /**
     * @param files holds the certificates by the names of the reference
     * @param verifies with {@code ssl_verify_client on}
     */
    static ProxyProcess start(Path files, int vtnApiPort, boolean verifies) throws IOException {
        int port = ProxyProcess.freePort();
        String template = Files.readString(REFERENCE.resolve("nginx.conf.template"));
        if (verifies) {
            template = template.replace(
                    "    ssl_verify_client optional_no_ca;",
                    Files.readString(REFERENCE.resolve("verify-on.conf.template")));
        }
        Path folder = Files.createDirectories(files.resolve("deploy").resolve("nginx"));
        Files.writeString(folder.resolve("nginx.conf.template"), template);
        NginxPage.fillIn(files, port, vtnApiPort);
        Path configuration = Files.writeString(files.resolve("nginx.conf"), MAIN);
        return ProxyProcess.start(files, port, "nginx", "-p", files.toString(), "-c", configuration.toString());
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
}
