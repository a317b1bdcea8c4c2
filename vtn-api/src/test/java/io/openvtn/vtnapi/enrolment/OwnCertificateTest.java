package io.openvtn.vtnapi.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.bus.BusClient;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.testkit.ven.MutualTls;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestClock;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint without any file of a certificate. */
@QuarkusTest
@TestProfile(OwnCertificateTest.FromCertAuthority.class)
class OwnCertificateTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    public static final class FromCertAuthority implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(EmbeddedServices.class, Map.of("database", "false")),
                    new TestResourceEntry(CertAuthority.class));
        }
    }

    /** Its EST listener, which refuses at first. */
    public static final class CertAuthority implements QuarkusTestResourceLifecycleManager {

        private EstDouble est;

        @Override
        public Map<String, String> start() {
            try {
                est = new EstDouble();
                est.refuse(Optional.of(503));
                return Map.of(
                        "quarkus.http.ssl-port",
                        Integer.toString(EmbeddedKafka.freePort()),
                        "openvtn.tls.enrolment.url",
                        est.url().toString(),
                        "openvtn.tls.enrolment.password",
                        EstDouble.PASSWORD,
                        "openvtn.tls.enrolment.keys",
                        "EC,RSA");
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void inject(Object test) {
            if (test instanceof OwnCertificateTest one) {
                one.est = est;
            }
        }

        @Override
        public void stop() {
            est.close();
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    TopicProvisioner topics;

    @Inject
    OwnCertificate own;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private EstDouble est;
    private int revision;

    @Test
    void isFetchedBeforeItListensAndRenewedAtHalfOfItsLife() throws Exception {
        var venIssuing = TestCertificate.ofAuthority("VEN issuing CA", 0).issuedBy(est.root());
        await().atMost(SOON).until(topics::provisioned);
        try (var bus = new BusClient(bootstrapServers);
                var lines = new LogLines(OwnCertificate.class)) {
            publish(bus, est.root(), AuthorityRole.ROOT);
            publish(bus, venIssuing, AuthorityRole.VEN_ISSUING);
            TestFleet.complete(bus, topics);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(own.waitingFor()).hasValueSatisfying(words -> assertThat(words)
                            .contains(est.url().toString(), "HTTP 503, not now")));
            assertThat(EndpointVen.isListening()).isFalse();
            assertThat(lines.contain("which is asked again: HTTP 503, not now")).isTrue();

            est.refuse(Optional.empty());

            await().atMost(SOON).until(EndpointVen::isListening);
            assertThat(lines.contain("a new EC certificate")).isTrue();
            assertThat(lines.contain("a new RSA certificate")).isTrue();
            var ven = TestCertificate.ofVen("ven-1").issuedBy(venIssuing);
            List<X509Certificate> first = shownTo(ven);
            assertThat(first).hasSize(2);
            assertThat(first.get(1)).isEqualTo(est.issuing().certificate());
            assertThat(own.waitingFor()).isEmpty();

            est.refuse(Optional.of(503));
            clock.advance(Duration.ofDays(16));
            await().atMost(SOON)
                    .until(() -> lines.all().stream()
                                    .filter(line -> line.text().contains("HTTP 503"))
                                    .count()
                            == 2);
            assertThat(shownTo(ven).get(0)).isEqualTo(first.get(0));

            est.refuse(Optional.empty());
            est.issueFor(Duration.ofDays(60));
            clock.advance(Duration.ofMinutes(2));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(shownTo(ven).get(0)).isNotEqualTo(first.get(0)));
        } finally {
            clock.reset();
        }
    }

    private List<X509Certificate> shownTo(Issued ven) throws IOException {
        Path root = Files.writeString(folder.resolve("root.pem"), est.root().pem());
        try (var socket = (SSLSocket)
                MutualTls.showing(ven, root).getSocketFactory().createSocket("localhost", EndpointVen.port())) {
            socket.startHandshake();
            return List.of(socket.getSession().getPeerCertificates()).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    private void publish(BusClient bus, Issued authority, AuthorityRole role) {
        var record = TestFleet.anchor(authority, role, ++revision);
        bus.send(topics.nameOf(Topic.TRUST_ANCHORS), record.key(), RecordCodec.write(record));
    }
}
