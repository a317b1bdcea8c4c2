package io.openvtn.venregistry.binding;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.certificate;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateProfile;
import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.venregistry.TestBus;
import io.openvtn.venregistry.TestCertificates;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class CertificateConsumerTest {

    private final TestBus bus = new TestBus();
    private final String venName = "ven of " + UUID.randomUUID();
    private final String sha256 = randomSha256();

    @Inject
    Bindings bindings;

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aRetiredVenGetsNoCertificate() {
        send(issued(sha256, venName));
        VenRecord ven = bus.awaitVen(named());
        as("operator").delete("/v1/vens/" + ven.venId()).then().statusCode(200);
        bus.awaitVen(named().and(it -> it.status() == VenStatus.RETIRED));
        String late = randomSha256();

        QuarkusTransaction.requiringNew().run(() -> bindings.follow(issued(late, venName), venName));

        as("viewer").get("/v1/vens/" + ven.venId()).then().body("certificates.sha256", equalTo(List.of(sha256)));
    }

    @Test
    void whatIsLoggedOfAVenHasItsVenIdAsAField() {
        try (var log = new LogLines(Bindings.class)) {
            follow(issued(sha256, venName));
            follow(certificate(sha256, venName, CertificateStatus.ON_HOLD, 2));

            List<LogLines.Line> own = log.all().stream()
                    .filter(line -> line.text().contains(sha256))
                    .toList();
            assertThat(own).hasSize(2);
            String venId = own.get(0).fields().get("venId");
            assertThat(own.get(0).text()).contains("is bound to VEN " + venId);
            assertThat(own.get(1).text()).contains("is now onHold");
            assertThat(own.get(1).fields()).containsEntry("venId", venId);
        }
    }

    private void follow(CertificateRecord certificate) {
        QuarkusTransaction.requiringNew().run(() -> bindings.follow(certificate, venName));
    }

    @Test
    void aVenCertificateMakesItsVenAndBindsIt() {
        send(issued(sha256, venName));

        VenRecord ven = bus.awaitVen(named());

        assertThat(ven.venId()).matches("ven-[a-z2-7]{10}");
        assertThat(ven.registrationId()).matches("reg-[a-z2-7]{10}");
        assertThat(ven.status()).isEqualTo(VenStatus.ACTIVE);
        assertThat(ven.registered()).isFalse();
        assertThat(ven.pollFrequency()).isEqualTo(Duration.ofSeconds(10));
        assertThat(ven.bindings())
                .containsExactly(new Binding(
                        sha256, TestCertificates.NOT_BEFORE, TestCertificates.NOT_AFTER, CertificateStatus.VALID));
    }

    @Test
    void aRepeatChangesNothing() {
        send(issued(sha256, venName));
        VenRecord first = bus.awaitVen(named());
        send(issued(sha256, venName));
        send(certificate(sha256, venName, CertificateStatus.REVOKED, 1));
        passThePartition();

        assertThat(bus.published().stream().filter(named())).containsOnly(first);
        as("viewer")
                .get("/v1/vens/" + first.venId())
                .then()
                .statusCode(200)
                .body("revision", org.hamcrest.Matchers.equalTo((int) first.revision()));
    }

    @Test
    void aBindingFollowsItsCertificateButNeverBackwards() {
        send(issued(sha256, venName));
        send(certificate(sha256, venName, CertificateStatus.ON_HOLD, 2));
        bus.awaitVen(named().and(status(CertificateStatus.ON_HOLD)));
        send(certificate(sha256, venName, CertificateStatus.VALID, 3));
        VenRecord released = bus.awaitVen(named().and(ven -> ven.revision() > 3).and(status(CertificateStatus.VALID)));
        send(certificate(sha256, venName, CertificateStatus.REVOKED, 4));
        VenRecord revoked = bus.awaitVen(named().and(status(CertificateStatus.REVOKED)));
        send(certificate(sha256, venName, CertificateStatus.VALID, 3));
        passThePartition();

        assertThat(revoked.revision()).isGreaterThan(released.revision());
        assertThat(bus.latest().get(revoked.venId())).isEqualTo(revoked);
    }

    @Test
    void aSecondCertificateOfAVenIsBoundToTheSameVenId() {
        String second = randomSha256();
        send(issued(sha256, venName));
        VenRecord one = bus.awaitVen(named());
        send(issued(second, venName));
        VenRecord two = bus.awaitVen(named().and(ven -> ven.bindings().size() == 2));

        assertThat(two.venId()).isEqualTo(one.venId());
        assertThat(two.bindings()).extracting(Binding::sha256).containsExactly(sha256, second);
    }

    @Test
    void aCertificateThatIsNotAVensMakesNoVen() {
        var vtn = new CertificateRecord(
                sha256,
                "0a",
                "VTN CA",
                "CN=x",
                CertificateProfile.VTN,
                Optional.empty(),
                TestCertificates.NOT_BEFORE,
                TestCertificates.NOT_AFTER,
                CertificateStatus.VALID,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        send(vtn);
        passThePartition();

        assertThat(bus.published()).noneMatch(ven -> ven.bindings().stream()
                .anyMatch(binding -> binding.sha256().equals(sha256)));
    }

    @Test
    void whatCannotBeReadOrStoredIsSkippedAndTheNextIsTaken() {
        bus.send("certificates", sha256, "{not json");
        bus.send("certificates", sha256, "null");
        bus.send("certificates", sha256, (String) null);
        bus.send("certificates", sha256, "{\"profile\":\"ven\",\"venName\":\"x\",\"revision\":1}");
        send(issued("no fingerprint", venName));
        send(issued(sha256, "nul\u0000name"));
        send(issued(sha256, venName));

        assertThat(bus.awaitVen(named()).bindings()).hasSize(1);
    }

    @Test
    void twoReplicasAtOnceMakeOneVen() {
        var shas = IntStream.range(0, 8).mapToObj(i -> randomSha256()).toList();

        CompletableFuture.allOf(shas.stream()
                        .map(sha -> CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew()
                                .run(() -> bindings.follow(issued(sha, venName), venName))))
                        .toArray(CompletableFuture[]::new))
                .join();

        VenRecord ven = bus.awaitVen(named().and(it -> it.bindings().size() == 8));
        assertThat(bus.published().stream().filter(named()).map(VenRecord::venId))
                .containsOnly(ven.venId());
    }

    @Test
    void oneCertificateTakenByTwoReplicasAtOnceIsBoundOnce() {
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew()
                                .run(() -> bindings.follow(issued(sha256, venName), venName))))
                        .toArray(CompletableFuture[]::new))
                .join();

        VenRecord ven = bus.awaitVen(named());
        assertThat(ven.bindings()).hasSize(1);
        assertThat(ven.revision()).isEqualTo(2);
    }

    private void send(CertificateRecord record) {
        bus.send("certificates", sha256, record);
    }

    /** Waits until everything sent before under the same key was taken. */
    private void passThePartition() {
        String marker = "marker " + UUID.randomUUID();
        send(issued(randomSha256(), marker));
        bus.awaitVen(ven -> ven.venName().equals(marker));
    }

    private Predicate<VenRecord> named() {
        return ven -> ven.venName().equals(venName);
    }

    private Predicate<VenRecord> status(CertificateStatus status) {
        return ven -> ven.bindings().stream()
                .anyMatch(binding -> binding.sha256().equals(sha256) && binding.status() == status);
    }
}
