package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenMessage.ReportsRegistered;
import io.openvtn.testkit.tool.LogLines;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.wire.Documents;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for all messages: application errors travel in HTTP 200, in the reply of the message's own type. */
@QuarkusTest
class ConversationTest {

    @Inject
    TestFleet fleet;

    private EndpointVen ven;

    @BeforeEach
    void enrol() {
        ven = fleet.registered();
    }

    @Test
    void aMessageOnTheWrongPathIs459() {
        var poll = ven.say("EiEvent", EndpointVen.document("poll", ven.venId()));
        var request = ven.say("OadrPoll", EndpointVen.document("request-event", ven.venId()));

        assertThat(poll.status()).isEqualTo(200);
        assertThat(poll.code()).isEqualTo(459);
        assertThat(poll.message()).isEqualTo("oadrResponse");
        assertThat(request.code()).isEqualTo(459);
        assertThat(request.message()).isEqualTo("oadrDistributeEvent");
        assertThat(request.description()).contains("oadrRequestEvent");
    }

    @Test
    void aMessageOfNoKnownTypeIs453() {
        var reply = ven.say("OadrPoll", Documents.text("unknown-root"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(453);
    }

    @Test
    void aMessageThatTheSchemaForbidsIs454AndNamesTheElement() {
        var reply = ven.say("OadrPoll", "<oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'/>");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(454);
        assertThat(reply.description()).contains("oadrPoll");
    }

    @Test
    void aMessageThatIsNotServedGetsItsTypedReply() {
        var reply = ven.say("EiRegisterParty", EndpointVen.document("request-reregistration", ven.venId()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.message()).isEqualTo("oadrResponse");
        assertThat(reply.code()).isEqualTo(451);
    }

    @Test
    void theOperatorHearsOfRefusedMessagesAndOfALoopNotEachOne() {
        ven.say("EiEvent", EndpointVen.document("poll", ven.venId()));
        ven.say("OadrPoll", "<oadrPoll xmlns='http://openadr.org/oadr-2.0b/2012/07'/>");
        ven.say("OadrPoll", "no XML");

        fleet.awaitMessage(
                ven,
                MessageRefused.class,
                refused -> refused.message().equals("oadrPoll")
                        && refused.responseCode().equals("459")
                        && refused.description().contains("EiEvent"));
        fleet.awaitMessage(
                ven,
                MessageRefused.class,
                refused -> refused.message().equals("oadrPoll")
                        && refused.responseCode().equals("454"));
        fleet.awaitMessage(
                ven, MessageRefused.class, refused -> refused.message().equals("message"));
        for (int i = 0; i < 20; i++) {
            ven.say("EiEvent", EndpointVen.document("poll", ven.venId()));
        }
        ven.registerReport();
        fleet.awaitMessage(ven, ReportsRegistered.class, registered -> true);
        assertThat(fleet.toldOf(ven))
                .filteredOn(MessageRefused.class::isInstance)
                .hasSize(10);
    }

    @Test
    void theLogSaysWhoseMessageIsRefusedAndWhereItCameFrom() {
        try (var lines = new LogLines(RefusedMessages.class)) {
            ven.say(
                    "EiEvent",
                    EndpointVen.document("request-event", "ven-other").replace("req-7", "req&#10;9"));

            await().atMost(Duration.ofSeconds(5)).until(() -> lines.contain(ven.venId()));
            var line = lines.all().get(0);
            assertThat(line.text())
                    .contains("VEN " + ven.venId(), "oadrRequestEvent is refused with 452", "from 127.0.0.1:");
            assertThat(line.fields()).containsEntry("venId", ven.venId()).containsKeys("requestId", "client");
            assertThat(line.fields().get("client")).startsWith("127.0.0.1:");
            assertThat(line.fields().get("requestId")).isEqualTo("req?9");
        }
    }

    @Test
    void theAnswerHasTheFormOfTheQuestion() {
        var bare = ven.poll();
        var enveloped = ven.say("OadrPoll", EndpointVen.document("poll-enveloped", ven.venId()));

        assertThat(bare.body()).doesNotContain("oadrPayload").contains("oadrResponse");
        assertThat(enveloped.body()).contains("oadrPayload").contains("oadrSignedObject");
        assertThat(enveloped.message()).isEqualTo("oadrResponse");
        assertThat(enveloped.code()).isEqualTo(200);
    }
}
