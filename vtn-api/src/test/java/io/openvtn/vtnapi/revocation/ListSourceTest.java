package io.openvtn.vtnapi.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.TestList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a revocation list comes from, over HTTP and from a file, and what happens when it does not come. */
class ListSourceTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int LARGEST = 4096;
    private static final Issued CA = TestCertificate.ofAuthority("CA", 0)
            .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
            .selfSigned();
    private static final List<X509Certificate> CAS = List.of(CA.certificate());
    private static final Issued VEN = TestCertificate.ofVen("ven-1").issuedBy(CA);

    private final LogLines lines = new LogLines(ListSource.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private URI location;
    private Instant now = NOW;

    @TempDir
    private Path folder;

    private record Config(Duration period, Duration grace, int largest, Optional<Path> folder)
            implements RevocationConfig {}

    /** What the CA's server does with a request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        location = URI.create(
                "http://localhost:%d/ca.crl".formatted(server.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        lines.close();
    }

    @Test
    void aListIsTakenAndTheNextOneWhenItIsTime() {
        publish(TestList.of(CA, NOW, LIFE).signed());
        var source = source(location);

        source.refresh(CAS, now);
        assertThat(source.list().orElseThrow().names(VEN.certificate())).isFalse();

        publish(TestList.of(CA, NOW.plusSeconds(1), LIFE).revokes(VEN).signed());
        now = now.plusSeconds(59);
        source.refresh(CAS, now);
        assertThat(source.list().orElseThrow().names(VEN.certificate())).isFalse();

        now = now.plusSeconds(1);
        source.refresh(CAS, now);
        assertThat(source.list().orElseThrow().names(VEN.certificate())).isTrue();
        assertThat(failures()).isZero();
    }

    @Test
    void anOlderListAndADamagedOneChangeNothing() {
        publish(TestList.of(CA, NOW, LIFE).revokes(VEN).signed());
        var source = source(location);
        source.refresh(CAS, now);

        publish(TestList.of(CA, NOW.minusSeconds(1), LIFE).signed());
        next(source);
        assertThat(lines.contain("older than the one at hand")).isTrue();

        publish("<html>be right back</html>".getBytes(StandardCharsets.UTF_8));
        next(source);
        assertThat(lines.contain("no revocation list in DER or PEM; the one of " + NOW))
                .isTrue();

        assertThat(source.list().orElseThrow().names(VEN.certificate())).isTrue();
        assertThat(failures()).isEqualTo(2);
    }

    @Test
    void theSameComplaintIsSaidOnce() {
        answer(exchange -> exchange.sendResponseHeaders(503, -1));
        var source = source(location);

        source.refresh(CAS, now);
        next(source);

        assertThat(lines.all()).hasSize(1);
        assertThat(lines.contain("HTTP 503; VENs with certificates of its CA are refused"))
                .isTrue();
        assertThat(failures()).isEqualTo(2);
    }

    @Test
    void aRedirectionIsNotFollowed() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://localhost:1/");
            exchange.sendResponseHeaders(302, -1);
        });
        source(location).refresh(CAS, now);

        assertThat(lines.contain("HTTP 302")).isTrue();
    }

    @Test
    void whatIsTooLargeOrTooSlowIsGivenUp() {
        publish(new byte[LARGEST + 1]);
        var source = source(location);
        source.refresh(CAS, now);
        assertThat(lines.contain("more than %d bytes".formatted(LARGEST))).isTrue();

        answer(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            over.await();
        });
        next(source);
        assertThat(lines.contain("has not come within PT0.5S")).isTrue();
    }

    @Test
    void aCopyServesAtTheNextStartWhenTheServerIsAway() {
        publish(TestList.of(CA, NOW, LIFE).revokes(VEN).signed());
        source(location).refresh(CAS, now);
        server.stop(0);

        var later = source(location);
        later.recall(CAS, now);
        later.refresh(CAS, now);

        assertThat(later.list().orElseThrow().names(VEN.certificate())).isTrue();
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void aDamagedCopyIsNotUsed() throws IOException {
        publish(TestList.of(CA, NOW, LIFE).signed());
        source(location).refresh(CAS, now);
        try (var copies = Files.list(folder)) {
            Files.writeString(copies.findFirst().orElseThrow(), "half");
        }

        var later = source(location);
        later.recall(CAS, now);

        assertThat(later.list()).isEmpty();
        assertThat(lines.contain("the kept copy")).isTrue();
    }

    @Test
    void aFileIsRead() throws IOException {
        Path file = Files.write(
                folder.resolve("ca.crl"),
                TestList.of(CA, NOW, LIFE).revokes(VEN).signed());

        for (URI each : List.of(file.toUri(), URI.create(file.toString()))) {
            var source = source(each);
            source.refresh(CAS, now);
            assertThat(source.list().orElseThrow().names(VEN.certificate())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://ca.example/ca.crl", "http:///ca.crl", "https://me:secret@ca.example/ca.crl", "mailto:ca"})
    void aLocationThatNothingComesFromFailsTheStart(String text) {
        assertThatThrownBy(
                        () -> new ListWatch(List.of(URI.create(text)), config(), java.time.Clock.systemUTC(), meters))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openvtn.trust.anchors");
    }

    private void next(ListSource source) {
        now = now.plusSeconds(60);
        source.refresh(CAS, now);
    }

    private double failures() {
        return meters.counter("openvtn.trust.revocation.failures").count();
    }

    private ListSource source(URI from) {
        return new ListSource(from, new ListFetch(LARGEST, Duration.ofMillis(500)), config(), meters);
    }

    private Config config() {
        return new Config(Duration.ofMinutes(1), Duration.ofMinutes(10), LARGEST, Optional.of(folder));
    }

    private void publish(byte[] list) {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
        });
    }

    private void answer(Answer answer) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException e) {
            // the first answer
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
