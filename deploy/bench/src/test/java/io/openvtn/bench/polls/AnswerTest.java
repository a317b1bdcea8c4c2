package io.openvtn.bench.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final String BODY = "<r><responseCode>200</responseCode><venID>ven-7</venID></r>";
    private static final String WHOLE =
            "HTTP/1.1 200 OK\r\ncontent-length: %d\r\nx: y\r\n\r\n%s".formatted(BODY.length(), BODY);

    private final Answer answer = new Answer();

    @Test
    void isWholeWhenAllOfItHasComeInWhateverParts() {
        for (int i = 0; i < WHOLE.length(); i++) {
            assertThat(answer.isWhole()).isFalse();
            add(WHOLE.substring(i, i + 1));
        }

        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.text()).isEqualTo(WHOLE);
        answer.clear();
        assertThat(answer.isWhole()).isFalse();
        add(WHOLE);
        assertThat(answer.isWhole()).isTrue();
    }

    @Test
    void aLongOneIsHeld() {
        String body = "x".repeat(100_000);
        add("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        add(body.substring(0, 99_999));
        assertThat(answer.isWhole()).isFalse();

        add("x");

        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.text()).endsWith(body);
    }

    @Test
    void whatAVenCouldNotReadIsAFault() {
        assertThatThrownBy(() -> add("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .hasMessageContaining("without Content-Length");
        assertThatThrownBy(() -> add("x".repeat(1 << 20))).hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void aVenKnowsAGoodAnswerFromAnother() {
        var ven = new PollingVen(0, "ven-7", new byte[0], ">ven-7<");
        for (int time = 0; time < 2; time++) {
            assertThat(fault(ven, WHOLE)).isEmpty();
        }
        assertThat(fault(ven, WHOLE.replace("ven-7", "ven-8"))).contains("ven-8");
        assertThat(fault(ven, WHOLE.replace("200<", "463<"))).contains("463");
        assertThat(fault(ven, WHOLE.replace("200 OK", "503 No"))).contains("503");
    }

    private String fault(PollingVen ven, String text) {
        answer.clear();
        add(text);
        return ven.fault(answer).orElse("");
    }

    private void add(String text) {
        answer.add(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
