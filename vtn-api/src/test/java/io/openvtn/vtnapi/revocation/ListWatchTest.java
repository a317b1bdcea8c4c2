package io.openvtn.vtnapi.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.TestList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListWatchTest {

    private static final int FIRST_LOOK = 2;

    @TempDir
    private Path folder;

    private record Config(Duration period, Duration grace, int largest, Optional<Path> folder)
            implements RevocationConfig {}

    @Test
    void aMistakeInOneLookDoesNotEndTheWatch() throws Exception {
        Issued authority = TestCertificate.ofAuthority("CA", 0)
                .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
                .selfSigned();
        Path list = folder.resolve("ca.crl");
        Files.write(
                list, TestList.of(authority, Instant.now(), Duration.ofHours(1)).signed());
        var config = new Config(Duration.ofMinutes(1), Duration.ofHours(1), 4096, Optional.empty());
        var calls = new AtomicInteger();
        try (var lines = new LogLines(ListWatch.class);
                var watch =
                        new ListWatch(List.of(list.toUri()), config, Clock.systemUTC(), new SimpleMeterRegistry())) {
            watch.start(() -> certificates(authority, calls.incrementAndGet()));

            await().untilAsserted(() -> assertThat(watch.lists().lists()).hasSize(1));
            assertThat(lines.contain("a revocation list could not be looked at"))
                    .isTrue();
        }
    }

    private static List<X509Certificate> certificates(Issued authority, int call) {
        if (call == FIRST_LOOK) {
            throw new IllegalStateException("a mistake");
        }
        return List.of(authority.certificate());
    }
}
