package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.local.files.DataFolder;
import io.openvtn.local.files.PrivateFiles;
import io.openvtn.local.process.ServiceProcess;
import io.openvtn.testkit.ven.MutualTls;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** A replica of vtn-api that has no file of a certificate, beside the suite's own ones. */
class OwnCertificateIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String NAME = "vtn-api-enrolled";
    private static final int PORT = 28_453;
    private static final int MANAGEMENT = 29_453;

    private final RunningSuite suite = RunningSuite.get();
    private final DataFolder data = new DataFolder(suite.data());

    @Test
    void aReplicaFetchesItsCertificateFromCertAuthorityAndVensTrustIt() throws Exception {
        suite.awaitReady();
        var ven = suite.enrol("meets-an-enrolled-replica");
        PrivateFiles.write(data.settings(NAME), settings());
        var replica = new ServiceProcess(NAME, application(), data.settings(NAME), MANAGEMENT, data);
        replica.start();
        try {
            await().atMost(SOON).until(replica::isReady);

            var tls = MutualTls.showing(ven.file("pem"), ven.file("key"), Path.of(suite.env("CA_BUNDLE")));
            try (var socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", PORT)) {
                socket.startHandshake();
                var own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                assertThat(own.getSubjectX500Principal().getName()).contains("CN=OpenVTN");
                assertThat(own.getNotBefore().toInstant()).isAfter(Instant.now().minus(Duration.ofHours(1)));
            }
        } finally {
            replica.stop();
        }
        assertThat(listens()).isFalse();
        assertThat(Files.readString(data.log(NAME)))
                .contains("a new EC certificate from cert-authority")
                .doesNotContain(passwordOf(authority()));
    }

    private String settings() throws IOException {
        try (Stream<String> lines = Files.lines(data.settings("vtn-api"))) {
            return lines.filter(line -> !line.startsWith("quarkus.tls.ven.key-store"))
                            .map(line ->
                                    line.startsWith("quarkus.http.ssl-port=") ? "quarkus.http.ssl-port=" + PORT : line)
                            .map(line -> line.startsWith("quarkus.management.port=")
                                    ? "quarkus.management.port=" + MANAGEMENT
                                    : line)
                            .collect(Collectors.joining("\n", "", "\n"))
                    + "openvtn.tls.enrolment.url=%s\nopenvtn.tls.enrolment.password=%s\n"
                            .formatted(suite.env("EST_URL"), passwordOf(authority()));
        }
    }

    private String authority() throws IOException {
        return Files.readString(data.settings("cert-authority"));
    }

    private static String passwordOf(String settings) {
        return settings.lines()
                .filter(line -> line.startsWith("openvtn.ca.enrolment.vtn.password="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static Path application() {
        return RunningSuite.repository().resolve("vtn-api/target/quarkus-app/quarkus-run.jar");
    }

    private static boolean listens() {
        try (var socket = new Socket("localhost", PORT)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
