package io.openvtn.vtnapi.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestClock;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class IdentificationTest {

    @Inject
    TestFleet fleet;

    @Inject
    TestClock clock;

    @Test
    void refusesTheVenIdOfAnotherVenAndChangesNothing() {
        var venA = fleet.registered();
        var venB = fleet.registered();
        var impostor = new EndpointVen(venB.venId(), venA.certificate());

        for (var reply : List.of(
                impostor.poll(),
                impostor.requestEvent(),
                impostor.answer("event-1", 0),
                impostor.registerReport(),
                impostor.register(TestFleet.registrationIdOf(venB)))) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.code()).as(reply.body()).isEqualTo(463);
        }
        assertThat(fleet.saidBy(venA)).isEmpty();
        assertThat(fleet.saidBy(venB)).isEmpty();
    }

    @Test
    void refusesAVenIdThatNobodyHas() {
        assertThat(fleet.registered().poll("ven-nobody").code()).isEqualTo(452);
    }

    @Test
    void refusesACertificateThatNoVenIsBoundTo() {
        var stranger = fleet.stranger();

        var reply = stranger.poll();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo(463);
        assertThat(reply.description()).contains(stranger.certificate().sha256());
        assertThat(stranger.register().code()).isEqualTo(463);
        assertThat(fleet.saidBy(stranger)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = VenStatus.class,
            names = {"ACTIVE"},
            mode = EnumSource.Mode.EXCLUDE)
    void aVenThatIsNotActiveIsRefusedOnItsOpenConnection(VenStatus status) {
        var ven = fleet.registered();
        assertThat(ven.poll().code()).isEqualTo(200);

        fleet.publish(ven, status, CertificateStatus.VALID, true);

        assertThat(ven.poll().code()).isEqualTo(463);
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);
        assertThat(ven.poll().code()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = CertificateStatus.class,
            names = {"VALID"},
            mode = EnumSource.Mode.EXCLUDE)
    void aRevocationTakesEffectOnAnOpenConnection(CertificateStatus status) {
        var ven = fleet.registered();
        assertThat(ven.poll().code()).isEqualTo(200);

        fleet.publish(ven, VenStatus.ACTIVE, status, true);

        var reply = ven.poll();
        assertThat(reply.code()).isEqualTo(463);
        assertThat(reply.description()).contains(status == CertificateStatus.REVOKED ? "revoked" : "on hold");
    }

    @Test
    void anUnbindingTakesEffectOnAnOpenConnection() {
        var ven = fleet.registered();
        assertThat(ven.poll().code()).isEqualTo(200);

        fleet.unbind(ven);

        var reply = ven.poll();
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.description()).contains("bound to no VEN");
    }

    @Test
    void aCertificateThatIsBoundToAnotherVenIsThatOnesOnAnOpenConnection() {
        var ven = fleet.registered();
        var other = new EndpointVen("ven-" + UUID.randomUUID(), ven.certificate());
        assertThat(ven.poll().code()).isEqualTo(200);

        fleet.publish(other, VenStatus.ACTIVE, CertificateStatus.VALID, true);

        assertThat(ven.poll().code()).isEqualTo(463);
        assertThat(ven.poll(other.venId()).code()).isEqualTo(200);
    }

    @Test
    void nothingOfARefusedCallerReachesTheXmlParser() {
        var stranger = fleet.stranger();

        assertThat(stranger.say("OadrPoll", "this is no XML").status()).isEqualTo(403);
        assertThat(fleet.registered().say("OadrPoll", "this is no XML").status())
                .isEqualTo(400);
    }

    @Test
    void aPathIsLookedAtAgainOnAnOpenConnection() {
        var ven = fleet.registered();
        assertThat(ven.poll().code()).isEqualTo(200);

        clock.advance(Duration.ofDays(31));

        var reply = ven.poll();
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.description()).contains("not accepted");
        clock.reset();
        assertThat(ven.poll().code()).isEqualTo(200);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }
}
