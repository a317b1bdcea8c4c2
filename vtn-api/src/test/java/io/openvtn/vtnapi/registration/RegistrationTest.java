package io.openvtn.vtnapi.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.Registered;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistrationTest {

    @Inject
    TestFleet fleet;

    private EndpointVen ven;

    @BeforeEach
    void enrol() {
        ven = fleet.stranger();
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, false);
    }

    @Test
    void aQueryTellsTheIdsOnlyOfAVenThatIsRegistered() {
        var before = ven.query();
        assertThat(before.code()).isEqualTo(200);
        assertThat(before.message()).isEqualTo("oadrCreatedPartyRegistration");
        assertThat(before.body())
                .contains("vtnID>OpenVTN<")
                .containsPattern(">PT(9|10|11)S<")
                .contains("oadrProfileName>2.0b<")
                .doesNotContain(ven.venId());

        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);

        assertThat(ven.query().body())
                .contains("venID>" + ven.venId() + "<")
                .contains("registrationID>" + TestFleet.registrationIdOf(ven) + "<");
    }

    @Test
    void theFirstRegistrationNeedsNoIdsAndTheCertificateSaysWhichVenItIs() {
        var reply = ven.register();

        assertThat(reply.code()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body())
                .contains("venID>" + ven.venId() + "<")
                .contains("registrationID>" + TestFleet.registrationIdOf(ven) + "<");
        var said = fleet.awaitMessage(ven, Registered.class, message -> true);
        assertThat(said.registrationId()).isEqualTo(TestFleet.registrationIdOf(ven));
        assertThat(said.profile()).isEqualTo("2.0b");
        assertThat(said.httpPull()).isTrue();
    }

    @Test
    void aVenThatSendsItsOwnIdsGetsThemBack() {
        assertThat(ven.register(TestFleet.registrationIdOf(ven)).code()).isEqualTo(200);
    }

    @Test
    void aWrongRegistrationIdIs452AndRegistersNothing() {
        var reply = ven.register("reg-of-another");

        assertThat(reply.code()).isEqualTo(452);
        assertThat(reply.message()).isEqualTo("oadrCreatedPartyRegistration");
        assertThat(fleet.saidBy(ven)).isEmpty();
    }

    @Test
    void whatTheVtnDoesNotServeIs451AndRegistersNothing() {
        String message = ven.createPartyRegistration().replace("reg-1", TestFleet.registrationIdOf(ven));

        for (String other : new String[] {
            message.replace("ProfileName>2.0b<", "ProfileName>2.0a<"),
            message.replace(">simpleHttp<", ">xmpp<"),
            message.replace("PullModel>true<", "PullModel>false<")
        }) {
            var reply = ven.say("EiRegisterParty", other);
            assertThat(reply.code()).as(reply.body()).isEqualTo(451);
        }
        assertThat(fleet.saidBy(ven)).isEmpty();
    }

    @Test
    void aVenEndsItsRegistrationWithItsRegistrationIdAlone() {
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);
        String cancel = EndpointVen.document("cancel-party-registration", ven.venId());

        var wrong = ven.say("EiRegisterParty", cancel);
        assertThat(wrong.message()).isEqualTo("oadrCanceledPartyRegistration");
        assertThat(wrong.code()).isEqualTo(452);
        assertThat(fleet.saidBy(ven)).isEmpty();

        var right = ven.say("EiRegisterParty", cancel.replace("reg-1", TestFleet.registrationIdOf(ven)));
        assertThat(right.message()).isEqualTo("oadrCanceledPartyRegistration");
        assertThat(right.code()).isEqualTo(200);
        assertThat(right.body()).contains("requestID>req-7<");
        var said = fleet.awaitMessage(ven, Deregistered.class, message -> true);
        assertThat(said.registrationId()).isEqualTo(TestFleet.registrationIdOf(ven));
    }

    /** Nobody takes anything in here: there is no registry. */
    @Test
    void aVenThatHasRegisteredIsRegisteredAlsoWhileTheRegistryIsAway() {
        assertThat(ven.register().code()).isEqualTo(200);

        assertThat(ven.registerReport().code()).isEqualTo(200);
        assertThat(ven.poll().code()).isEqualTo(200);
        assertThat(ven.query().body()).contains("venID>" + ven.venId() + "<");
    }

    @Test
    void oneThatHasEndedItsRegistrationIsNot() {
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);
        assertThat(ven.poll().code()).isEqualTo(200);

        ven.say(
                "EiRegisterParty",
                EndpointVen.document("cancel-party-registration", ven.venId())
                        .replace("reg-1", TestFleet.registrationIdOf(ven)));

        assertThat(ven.poll().code()).isEqualTo(463);
    }

    @Test
    void whatTheRegistryHasTakenInCountsMore() {
        assertThat(ven.register().code()).isEqualTo(200);
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);
        assertThat(ven.poll().code()).isEqualTo(200);

        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, false);

        assertThat(ven.poll().code()).isEqualTo(463);
    }

    @Test
    void whoIsNotRegisteredMayOnlyRegister() {
        assertThat(ven.poll().code()).isEqualTo(463);
        assertThat(ven.requestEvent().code()).isEqualTo(463);
        assertThat(ven.requestEvent().message()).isEqualTo("oadrDistributeEvent");
        assertThat(ven.registerReport().code()).isEqualTo(463);
        assertThat(ven.answer("event-1", 0).code()).isEqualTo(463);
        assertThat(fleet.saidBy(ven)).isEmpty();
    }
}
