package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.ven.Reply;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose certificate times which venID, for the messages of a VEN: the reply's type, its code, and that nothing was said. */
@QuarkusTest
class IdentityMatrixTest {

    private static final int NOT_AUTHORISED = 463;
    private static final int INVALID_ID = 452;

    @Inject
    TestFleet fleet;

    @ParameterizedTest
    @CsvSource({
        "OadrPoll, poll, oadrResponse",
        "EiRegisterParty, create-party-registration, oadrCreatedPartyRegistration",
        "EiRegisterParty, cancel-party-registration, oadrCanceledPartyRegistration",
        "EiRegisterParty, canceled-party-registration, oadrResponse",
        "EiRegisterParty, response, oadrResponse",
        "EiEvent, request-event, oadrDistributeEvent",
        "EiEvent, created-event, oadrResponse",
        "EiReport, register-report, oadrRegisteredReport"
    })
    void onlyItsOwnCertificateSpeaksForAVen(String service, String document, String reply) {
        var victim = fleet.stranger();
        fleet.ask(victim, List.of(new PendingRequest("req-a", RequestKind.CANCELLATION)));
        var other = fleet.registered();
        var stranger = fleet.stranger();
        String registrationId = TestFleet.registrationIdOf(victim);

        expect(reply, NOT_AUTHORISED, other.say(service, message(document, victim.venId(), registrationId)));
        expect(reply, INVALID_ID, victim.say(service, message(document, "ven-of-nobody", registrationId)));
        expect(
                reply,
                INVALID_ID,
                victim.say(service, message(document, victim.venId().toUpperCase(Locale.ROOT), registrationId)));
        assertThat(stranger.say(service, message(document, victim.venId(), registrationId))
                        .code())
                .isEqualTo(NOT_AUTHORISED);
        assertThat(fleet.saidBy(victim)).isEmpty();
        assertThat(fleet.saidBy(other)).isEmpty();
        assertThat(fleet.saidBy(stranger)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OadrPoll, poll",
        "EiRegisterParty, create-party-registration",
        "EiRegisterParty, cancel-party-registration",
        "EiRegisterParty, canceled-party-registration"
    })
    void aSuspendedVenGetsNothing(String service, String document) {
        var ven = fleet.stranger();
        fleet.publish(ven, VenStatus.SUSPENDED, CertificateStatus.VALID, true);

        var answer = ven.say(service, message(document, ven.venId(), TestFleet.registrationIdOf(ven)));

        assertThat(answer.code()).isEqualTo(NOT_AUTHORISED);
        assertThat(fleet.saidBy(ven)).isEmpty();
    }

    private static void expect(String message, int code, Reply reply) {
        assertThat(reply.message()).as(reply.body()).isEqualTo(message);
        assertThat(reply.code()).as(reply.body()).isEqualTo(code);
    }

    private static String message(String document, String venId, String registrationId) {
        return EndpointVen.document(document, venId)
                .replace("registrationID>reg-1<", "registrationID>" + registrationId + "<");
    }
}
