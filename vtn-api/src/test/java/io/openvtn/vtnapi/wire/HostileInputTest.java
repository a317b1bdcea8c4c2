package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

    private final WireCodec codec = new WireCodec(new Grid(50, 230));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctype",
                "external-entity",
                "billion-laughs",
                "undeclared-entity",
                "truncated",
                "two-roots",
            })
    void cannotReadTheDocument(String document) {
        assertThatThrownBy(() -> codec.read(Documents.bytes(document)))
                .isInstanceOf(UnreadableMessageException.class)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "no xml", "<", "<a><b></a>", "<a>&x;</a>", "<a/><b/>", "\0"})
    void cannotReadWhatIsNoXml(String body) {
        assertThatThrownBy(() -> codec.read(bytes(body))).isInstanceOf(UnreadableMessageException.class);
    }

    @Test
    void cannotReadWhatIsBeyondTheLimits() {
        String attributes = " a%d=''"
                .repeat(100)
                .formatted(java.util.stream.IntStream.range(0, 100).boxed().toArray());
        String namespaces = " xmlns:n%d='n'"
                .repeat(100)
                .formatted(java.util.stream.IntStream.range(0, 100).boxed().toArray());

        assertUnreadable("<a>".repeat(1_000) + "</a>".repeat(1_000), "deeper");
        assertUnreadable("<a" + attributes + "/>", "attributes");
        assertUnreadable("<a" + namespaces + "/>", "attributes");
        assertUnreadable("<a>" + "x".repeat(100_000) + "</a>", "longer");
    }

    @Test
    void cannotReadMoreElementsThanAnyMessageHas() {
        assertUnreadable("<a>" + "<b/>".repeat(50_000) + "</a>", "elements");
    }

    @Test
    void aValueThatIsLongerThanAnyIsNotLookedAt() {
        for (String value : List.of("PT" + "9".repeat(60_000) + "S", "P" + "1Y".repeat(500))) {
            String message = Documents.text("create-opt-schedule").replace("PT2H", value);
            assertThatThrownBy(() -> codec.read(bytes(message)))
                    .isInstanceOfSatisfying(InvalidMessageException.class, e -> {
                        assertThat(e.code()).isEqualTo(ResponseCode.INVALID_DATA);
                        assertThat(e.requestId()).isEqualTo("req-9");
                        assertThat(e).hasMessageContaining("duration");
                    });
        }
        String reason = Documents.text("create-opt-schedule").replace("x-schedule", "x-" + "a".repeat(60_000));
        assertThatThrownBy(() -> codec.read(bytes(reason))).hasMessageContaining("optReason");
    }

    @Test
    void whatIsInElementsThatMayHoldAnythingIsPassedOver() throws Exception {
        String subject = "<ei:reportSubject>" + "<a><b xmlns='other'/></a>".repeat(20_000) + "</ei:reportSubject>";
        String report =
                Documents.text("register-report").replaceFirst("(?s)<ei:reportSubject>.*?</ei:reportSubject>", subject);
        assertThat(report).contains("reportSubject");

        var read = (VenRequest.RegisterReport) codec.read(bytes(report)).request();

        var without = (VenRequest.RegisterReport)
                codec.read(Documents.bytes("register-report")).request();
        assertThat(read).isEqualTo(without);
    }

    private void assertUnreadable(String body, String reason) {
        assertThatThrownBy(() -> codec.read(bytes(body)))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
