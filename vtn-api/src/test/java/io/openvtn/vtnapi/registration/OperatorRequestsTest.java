package io.openvtn.vtnapi.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenMessage.Deregistered;
import io.openvtn.bus.contract.VenMessage.RequestAnswered;
import io.openvtn.bus.contract.VenMessage.RequestOffered;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperatorRequestsTest {

    @Inject
    TestFleet fleet;

    private EndpointVen ven;

    @BeforeEach
    void enrol() {
        ven = fleet.stranger();
    }

    @Test
    void aPollCarriesTheOldestRequestOnceWithinTheRedelivery() {
        fleet.ask(ven, List.of(new PendingRequest("req-a", RequestKind.REREGISTRATION)));

        var first = ven.poll();
        assertThat(first.message()).as(first.body()).isEqualTo("oadrRequestReregistration");
        assertThat(first.body()).contains("venID>" + ven.venId() + "<");
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
        assertThat(ven.poll().code()).isEqualTo(200);
        fleet.awaitMessage(
                ven, RequestOffered.class, offered -> offered.requestId().equals("req-a"));
    }

    @Test
    void aRequestThatIsNotAnsweredDoesNotHoldBackTheNext() {
        fleet.ask(
                ven,
                List.of(
                        new PendingRequest("req-a", RequestKind.REREGISTRATION),
                        new PendingRequest("req-b", RequestKind.CANCELLATION)));

        assertThat(ven.poll().message()).isEqualTo("oadrRequestReregistration");
        assertThat(ven.poll().message()).isEqualTo("oadrCancelPartyRegistration");
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
    }

    @Test
    void anAnswerCountsFromTheMomentOfItsReplyThoughNobodyHasTakenItIn() {
        fleet.ask(
                ven,
                List.of(
                        new PendingRequest("req-a", RequestKind.REREGISTRATION),
                        new PendingRequest("req-b", RequestKind.REREGISTRATION)));
        ven.say("EiRegisterParty", EndpointVen.document("response", ven.venId()));

        assertThat(ven.poll().message()).isEqualTo("oadrRequestReregistration");
        ven.say("EiRegisterParty", EndpointVen.document("response", ven.venId()));

        fleet.awaitMessage(
                ven, RequestAnswered.class, answer -> answer.requestId().equals("req-b"));
        assertThat(ven.poll().message()).isEqualTo("oadrResponse");
    }

    @Test
    void theNextRequestFollowsWhenTheFirstIsAnswered() {
        var cancellation = new PendingRequest("req-b", RequestKind.CANCELLATION);
        fleet.ask(ven, List.of(new PendingRequest("req-a", RequestKind.REREGISTRATION), cancellation));
        assertThat(ven.poll().message()).isEqualTo("oadrRequestReregistration");

        var reply = ven.say("EiRegisterParty", EndpointVen.document("response", ven.venId()));
        assertThat(reply.message()).isEqualTo("oadrResponse");
        assertThat(reply.code()).isEqualTo(200);
        fleet.awaitMessage(
                ven, RequestAnswered.class, answer -> answer.requestId().equals("req-a"));
        fleet.ask(ven, List.of(cancellation));

        var poll = ven.poll();
        assertThat(poll.message()).isEqualTo("oadrCancelPartyRegistration");
        assertThat(poll.body())
                .contains("requestID>req-b<")
                .contains("registrationID>" + TestFleet.registrationIdOf(ven) + "<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EiRegisterParty", "OadrPoll", "EiEvent"})
    void theVensYesEndsTheRegistrationOnAnyPath(String service) {
        fleet.ask(ven, List.of(new PendingRequest("req-a", RequestKind.CANCELLATION)));

        var reply = ven.say(service, EndpointVen.document("canceled-party-registration", ven.venId()));

        assertThat(reply.message()).isEqualTo("oadrResponse");
        assertThat(reply.code()).isEqualTo(200);
        var ended = fleet.awaitMessage(ven, Deregistered.class, message -> true);
        assertThat(ended.registrationId()).isEqualTo(TestFleet.registrationIdOf(ven));
        fleet.awaitMessage(
                ven, RequestAnswered.class, answer -> answer.requestId().equals("req-a"));
    }

    @Test
    void theVensNoIsRecordedAndEndsNothing() {
        fleet.ask(ven, List.of(new PendingRequest("req-a", RequestKind.CANCELLATION)));

        ven.say(
                "EiRegisterParty",
                EndpointVen.document("canceled-party-registration", ven.venId())
                        .replace("responseCode>200<", "responseCode>451<"));

        var answer = fleet.awaitMessage(ven, RequestAnswered.class, message -> true);
        assertThat(answer.responseCode()).isEqualTo("451");
        assertThat(fleet.saidBy(ven)).noneMatch(Deregistered.class::isInstance);
    }

    @Test
    void anAnswerThatNobodyAskedForIsTakenAndChangesNothing() {
        fleet.ask(ven, List.of());

        assertThat(ven.say("OadrPoll", EndpointVen.document("canceled-party-registration", ven.venId()))
                        .code())
                .isEqualTo(200);
        assertThat(ven.say("OadrPoll", EndpointVen.document("response", ven.venId()))
                        .code())
                .isEqualTo(200);
        assertThat(fleet.saidBy(ven)).isEmpty();
    }
}
