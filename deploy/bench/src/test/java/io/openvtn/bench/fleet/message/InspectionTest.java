package io.openvtn.bench.fleet.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bench.fleet.measurement.Anomaly;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectionTest {

    private static final Optional<String> VEN = Optional.of("ven-7");
    private static final Message POLL = Messages.poll("ven-7");
    private static final Message REGISTER = Messages.register("r2", "depot-7");

    @Test
    void isContentWithTheRightReply() {
        assertThat(Inspection.of(POLL, reply("oadrResponse", "200", "", VEN), VEN))
                .isEmpty();
        assertThat(Inspection.of(REGISTER, reply("oadrCreatedPartyRegistration", "200", "r2", VEN), Optional.empty()))
                .isEmpty();
    }

    @Test
    void noticesAReplyOfAnotherType() {
        assertThat(found(POLL, reply("oadrCreatedOpt", "200", "", VEN))).contains(Anomaly.WRONG_REPLY);
    }

    @Test
    void noticesAnErrorCode() {
        assertThat(found(POLL, reply("oadrResponse", "463", "", VEN))).contains(Anomaly.RESPONSE_CODE);
    }

    @Test
    void noticesAReplyToAnotherRequest() {
        assertThat(found(REGISTER, reply("oadrCreatedPartyRegistration", "200", "r1", VEN)))
                .contains(Anomaly.WRONG_REPLY);
    }

    @Test
    void noticesAReplyForAnotherVen() {
        assertThat(found(POLL, reply("oadrResponse", "200", "", Optional.of("ven-8"))))
                .contains(Anomaly.WRONG_REPLY);
    }

    @Test
    void noticesARegistrationWithoutVenId() {
        assertThat(found(REGISTER, reply("oadrCreatedPartyRegistration", "200", "r2", Optional.empty())))
                .contains(Anomaly.WRONG_REPLY);
    }

    private static Optional<Anomaly> found(Message asked, Reply reply) {
        return Inspection.of(asked, reply, VEN).map(Inspection.Finding::anomaly);
    }

    private static Reply reply(String root, String code, String requestId, Optional<String> venId) {
        return new Reply(
                root, Optional.of(code), Optional.of(requestId), Optional.empty(), venId, List.of(), List.of());
    }
}
