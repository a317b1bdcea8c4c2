package io.openvtn.vtnapi.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest.EventResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventAnswersTest {

    private static final List<EventDelivery> DELIVERIES =
            List.of(new EventDelivery("event-a", 3, false, false), new EventDelivery("event-b", 0, true, false));

    @Test
    void takesTheAnswersToTheCurrentModification() {
        var answers = EventAnswers.of(List.of(response("event-a", 3), response("event-b", 0)), DELIVERIES);

        assertThat(answers.wrong()).isEmpty();
        assertThat(answers.accepted())
                .containsExactly(
                        new EventAnswer("req", "event-a", 3, OptType.OPT_IN, "200", Optional.of("fine")),
                        new EventAnswer("req", "event-b", 0, OptType.OPT_IN, "200", Optional.of("fine")));
    }

    @Test
    void refusesAnOlderModificationAsOutOfSequence() {
        assertThat(EventAnswers.of(List.of(response("event-a", 2)), DELIVERIES).wrong())
                .hasValueSatisfying(wrong -> {
                    assertThat(wrong.code()).isEqualTo(ResponseCode.OUT_OF_SEQUENCE);
                    assertThat(wrong.description()).contains("event-a").contains("3");
                });
    }

    @Test
    void refusesWhatThisVenWasNeverOffered() {
        for (EventResponse unknown : List.of(response("event-c", 0), response("event-a", 4))) {
            assertThat(EventAnswers.of(List.of(unknown), DELIVERIES).wrong())
                    .hasValueSatisfying(wrong -> assertThat(wrong.code()).isEqualTo(ResponseCode.INVALID_ID));
        }
    }

    @Test
    void keepsWhatIsRightBesideWhatIsWrongAndSaysTheFirstMistake() {
        var answers = EventAnswers.of(
                List.of(response("event-b", 0), response("event-a", 1), response("event-c", 0)), DELIVERIES);

        assertThat(answers.accepted()).extracting(EventAnswer::eventId).containsExactly("event-b");
        assertThat(answers.wrong())
                .hasValueSatisfying(wrong -> assertThat(wrong.code()).isEqualTo(ResponseCode.OUT_OF_SEQUENCE));
    }

    private static EventResponse response(String eventId, long modificationNumber) {
        return new EventResponse("req", eventId, modificationNumber, true, "200", Optional.of("fine"));
    }
}
