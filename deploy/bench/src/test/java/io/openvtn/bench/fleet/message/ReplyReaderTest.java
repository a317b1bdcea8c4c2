package io.openvtn.bench.fleet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {

    @Test
    void readsThatNothingWaits() throws Exception {
        var reply = ReplyReader.read(file("nothing-waits"));

        assertThat(reply.rootElement()).isEqualTo("oadrResponse");
        assertThat(reply.code()).contains("200");
        assertThat(reply.requestId()).contains("");
        assertThat(reply.venId()).contains("ven-7");
    }

    @Test
    void readsEveryEventOfAListInAnEnvelope() throws Exception {
        var reply = ReplyReader.read(file("two-events"));

        assertThat(reply.rootElement()).isEqualTo("oadrDistributeEvent");
        assertThat(reply.requestId()).contains("r4");
        assertThat(reply.ownRequestId()).contains("vtn-99");
        assertThat(reply.events())
                .containsExactly(
                        new OfferedEvent("event-a", 0, "active", true), new OfferedEvent("event-b", 3, "far", false));
    }

    @Test
    void takesTheTargetOfAnEventForNothingElse() throws Exception {
        assertThat(ReplyReader.read(file("two-events")).venId()).isEmpty();
    }

    @Test
    void readsARequestForReportsWhichAnswersNothing() throws Exception {
        var reply = ReplyReader.read(file("reports-wanted"));

        assertThat(reply.code()).isEmpty();
        assertThat(reply.ownRequestId()).contains("vtn-5");
        assertThat(reply.reportRequests()).containsExactly("report-1");
    }

    @ParameterizedTest
    @CsvSource({
        "without-version, schemaVersion",
        "other-profile, not an element of OpenADR 2.0b",
        "without-code, without responseCode",
        "event-without-id, without eventID",
        "unknown-status, soon",
        "cut-off, not XML",
        "of-a-proxy, not an element of OpenADR 2.0b"
    })
    void noticesWhatIsNotOpenAdr(String file, String complaint) {
        assertThatThrownBy(() -> ReplyReader.read(file(file)))
                .isInstanceOf(UnreadableReplyException.class)
                .hasMessageContaining(complaint);
    }

    private static byte[] file(String name) {
        try (var in = ReplyReaderTest.class.getResourceAsStream("/replies/" + name + ".xml")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
