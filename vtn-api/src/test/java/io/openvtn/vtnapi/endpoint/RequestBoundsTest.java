package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBoundsTest {

    private static final String HEAD = "POST /poll HTTP/1.1\r\nHost: vtn\r\nContent-Length: 5\r\n\r\n";

    private final RequestBounds bounds = new RequestBounds();

    @Test
    void aRequestInOnePieceAndTheNextInTwoAreWhole() {
        assertThat(take(HEAD + "<p/>\n")).isTrue();
        assertThat(bounds.between()).isTrue();

        assertThat(take(HEAD)).isFalse();
        assertThat(bounds.between()).isFalse();
        assertThat(take("<p/>")).isFalse();
        assertThat(take("\n")).isTrue();
        assertThat(bounds.between()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length:5", "CONTENT-LENGTH: \t05 ", "Content-Length: 5\r\nConnection: Keep-Alive"})
    void aLengthIsReadHoweverItIsSpelt(String headers) {
        assertThat(take(HEAD.replace("Content-Length: 5", headers) + "<p/>\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nConnection: close",
                "Connection: keep-alive, close\r\nContent-Length: 5",
                "Content-Length: 5\r\nExpect: 100-continue"
            })
    void aRequestThatEndsItsConnectionOrHasAnotherAnswerIsBoundedAndNotPlain(String headers) {
        assertThat(take(HEAD.replace("Content-Length: 5", headers) + "<p/>\n")).isFalse();
        assertThat(bounds.between()).isTrue();
        assertThat(take(HEAD + "<p/>\n")).isTrue();
    }

    @Test
    void aRequestOfAnOlderHttpIsNotPlain() {
        assertThat(take(HEAD.replace("HTTP/1.1", "HTTP/1.0") + "<p/>\n")).isFalse();
        assertThat(bounds.between()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: vtn",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5, 5",
                "Content-Length: -5",
                "Content-Length: 5000000000",
                "Content-Length : 5",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nUpgrade: h2c",
                "Content-Length: 5\r\nX: a\nContent-Length: 7",
                "Content-Length: 5\r\nX: a\rContent-Length: 7",
                "Content-Length: 5\r\nX: a\r\n Content-Length: 7"
            })
    void thePlaceIsLostForGoodBehindAnUnusualHead(String headers) {
        assertThat(take(HEAD.replace("Content-Length: 5", headers) + "<p/>\n")).isFalse();
        assertThat(bounds.between()).isFalse();
        assertThat(take(HEAD + "<p/>\n")).isFalse();
        assertThat(bounds.between()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /poll HT", HEAD + "<p/>\n" + HEAD + "<p/>\n"})
    void andBehindPartsOfAHeadAndRequestsInARow(String bytes) {
        assertThat(take(bytes)).isFalse();
        assertThat(bounds.between()).isFalse();
    }

    /** As Netty hands it over: somewhere in a larger buffer. */
    private boolean take(String text) {
        ByteBuf bytes = Unpooled.copiedBuffer("before" + text, StandardCharsets.ISO_8859_1);
        return bounds.take(bytes.skipBytes("before".length()));
    }
}
