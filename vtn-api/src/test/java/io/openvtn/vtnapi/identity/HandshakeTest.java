package io.openvtn.vtnapi.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openvtn.vtnapi.TestCertificate;
import io.openvtn.vtnapi.TestCertificate.Issued;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.TestVen;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class HandshakeTest {

    @Inject
    TestFleet fleet;

    private final Logger logger = Logger.getLogger(Refusals.class.getName());
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(lines);
    }

    @Test
    void refusesAClientWithoutACertificate() {
        assertThat(fleet.registered().poll().code()).isEqualTo(200);
        var request = TestVen.request("OadrPoll").GET().build();

        assertThatThrownBy(() -> TestVen.client(Optional.empty()).send(request, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"foreign,unknown_ca", "self-signed,unknown_ca", "expired,certificate_expired"})
    void refusesTheCertificateWithAnAlertThatSaysWhyAndLogsItsFingerprint(String what, String alert) {
        Issued shown = certificates(what);
        var ven = new TestVen("ven-1", shown);

        assertThatThrownBy(ven::poll)
                .isInstanceOf(TestVen.HandshakeFailed.class)
                .hasStackTraceContaining(alert);

        await().atMost(Duration.ofSeconds(5)).until(() -> lines.contain(shown.sha256()));
    }

    @Test
    void trustsAnAuthorityFromTheBusWithoutARestart() {
        assertThat(fleet.registered().poll().code()).isEqualTo(200);
        assertThat(lines.records).isEmpty();
    }

    private Issued certificates(String what) {
        var foreignRoot = TestCertificate.ofAuthority("root", 1).selfSigned();
        var foreignIssuer = TestCertificate.ofAuthority("VEN issuing CA", 0).issuedBy(foreignRoot);
        var ven = TestCertificate.ofVen("ven-1");
        return switch (what) {
            case "foreign" -> ven.issuedBy(foreignIssuer);
            case "self-signed" -> ven.selfSigned();
            default ->
                ven.valid(Instant.now().minusSeconds(9), Instant.now().minusSeconds(5))
                        .issuedBy(fleet.issuer());
        };
    }

    /** What was said of refusals. */
    private static final class Lines extends Handler {

        private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        boolean contain(String text) {
            return records.stream().map(MESSAGE::format).anyMatch(line -> line.contains(text));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
