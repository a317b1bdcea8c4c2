package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.testkit.tool.Reference;
import io.openvtn.testkit.ven.Reply;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose certificate times which venID, for the messages of a VEN: the reply's type, its code, and that nothing was said. */
@QuarkusTest
class IdentityMatrixTest {

    private static final int OK = 200;
    private static final int NOT_AUTHORISED = 463;
    private static final int INVALID_ID = 452;

    @Inject
    TestFleet fleet;

    /**
     * What a VEN may send, where, what comes back, and with which codes if it is well: with its own venID, and without any. Nobody has asked
     * for what the official samples answer or take back.
     */
    @ParameterizedTest
    @CsvSource({
        "oadrPoll, OadrPoll, oadrResponse, 200, 454",
        "oadrCreatePartyRegistration-2, EiRegisterParty, oadrCreatedPartyRegistration, 200, 200",
        "oadrCancelPartyRegistration, EiRegisterParty, oadrCanceledPartyRegistration, 452, 452",
        "oadrCanceledPartyRegistration, EiRegisterParty, oadrResponse, 200, 200",
        "oadrResponse, EiRegisterParty, oadrResponse, 200, 200",
        "oadrRequestEvent, EiEvent, oadrDistributeEvent, 200, 454",
        "oadrCreatedEvent, EiEvent, oadrResponse, 452, 454",
        "oadrRegisterReport, EiReport, oadrRegisteredReport, 200, 200",
        "oadrRegisteredReport, EiReport, oadrResponse, 451, 451",
        "oadrCreateReport, EiReport, oadrCreatedReport, 451, 451",
        "oadrCreatedReport, EiReport, oadrResponse, 451, 451",
        "oadrUpdateReport, EiReport, oadrUpdatedReport, 451, 451",
        "oadrUpdatedReport, EiReport, oadrResponse, 451, 451",
        "oadrCancelReport, EiReport, oadrCanceledReport, 451, 451",
        "oadrCanceledReport, EiReport, oadrResponse, 451, 451",
        "oadrCreateOpt, EiOpt, oadrCreatedOpt, 462, 454",
        "oadrCancelOpt, EiOpt, oadrCanceledOpt, 452, 454"
    })
    void aCertificateSpeaksForItsOwnVenAlone(String sample, String service, String reply, int own, int anonymous)
            throws IOException {
        String message = Files.readString(Reference.at("samples/valid/%s.xml".formatted(sample)));
        var victim = fleet.registered();
        var other = fleet.registered();
        var stranger = fleet.stranger();
        String venId = victim.venId();
        List<String> claims = List.of(
                from(venId, message), from("ven-of-nobody", message), from(venId.toUpperCase(Locale.ROOT), message));

        expect(reply, NOT_AUTHORISED, other.say(service, claims.get(0)));
        expect(reply, INVALID_ID, victim.say(service, claims.get(1)));
        expect(reply, INVALID_ID, victim.say(service, claims.get(2)));
        for (String claim : List.of(claims.get(0), claims.get(1), claims.get(2), anonymous(message))) {
            assertThat(stranger.say(service, claim).code()).isEqualTo(NOT_AUTHORISED);
            var request = EndpointVen.request(service)
                    .POST(BodyPublishers.ofString(claim))
                    .build();
            assertThatThrownBy(() -> EndpointVen.client(Optional.empty()).send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(fleet.saidBy(victim)).isEmpty();
        assertThat(fleet.saidBy(other)).isEmpty();
        assertThat(fleet.saidBy(stranger)).isEmpty();
        expect(reply, own, victim.say(service, claims.get(0)));
        expect(reply, anonymous, victim.say(service, anonymous(message)));
        assertThat(fleet.saidBy(other)).isEmpty();
    }

    @Test
    void aQueryNamesNobodyAndIsAnsweredToWhomTheCertificateBelongs() {
        var ven = fleet.registered();

        var answer = ven.query();

        expect("oadrCreatedPartyRegistration", OK, answer);
        assertThat(answer.body()).contains("venID>" + ven.venId() + "<");
        assertThat(fleet.stranger().query().code()).isEqualTo(NOT_AUTHORISED);
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

    /** As that VEN would send it: with its venID wherever one stands, or at the end, where OpenADR has it. */
    private static String from(String venId, String sample) {
        String named = "<ei:venID>" + venId + "</ei:venID>";
        if (sample.contains("<ei:venID>")) {
            return sample.replaceAll("<ei:venID>[^<]*</ei:venID>", named);
        }
        return sample.contains("<oadr:oadrProfileName>")
                ? sample.replace("<oadr:oadrProfileName>", named + "<oadr:oadrProfileName>")
                : sample.replaceFirst("(?s)(</oadr:\\w+>\\s*)$", named + "$1");
    }

    private static String anonymous(String sample) {
        return sample.replaceAll("<ei:venID>[^<]*</ei:venID>", "");
    }

    private static String message(String document, String venId, String registrationId) {
        return EndpointVen.document(document, venId)
                .replace("registrationID>reg-1<", "registrationID>" + registrationId + "<");
    }
}
