package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.testkit.ven.Reply;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.wire.Documents;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, an oadrResponse with a Content-Length goes out: some VENs stop for good on an empty body. */
@QuarkusTest
class TransportTest {

    @Inject
    TestFleet fleet;

    private EndpointVen ven;

    @BeforeEach
    void enrol() {
        ven = fleet.registered();
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctype", "external-entity", "billion-laughs", "truncated", "two-roots"})
    void aBodyThatCannotBeReadIsA400(String document) {
        var reply = ven.say("OadrPoll", Documents.text(document));

        isTransportError(reply, 400);
        assertThat(reply.description()).isNotBlank();
    }

    @Test
    void anEmptyBodyIsA400ThatSaysSo() {
        var reply = ven.say("OadrPoll", "");

        isTransportError(reply, 400);
        assertThat(reply.description()).contains("empty");
    }

    @Test
    void tenMegabytesAreA413() {
        var reply = ven.say("OadrPoll", "<a>" + "x".repeat(10_000_000) + "</a>");

        isTransportError(reply, 413);
        assertThat(reply.description()).contains("1048576");
        assertThat(ven.poll().code()).as("the next message of the same VEN").isEqualTo(200);
        fleet.awaitMessage(
                ven,
                MessageRefused.class,
                refused -> refused.httpStatus().equals(Optional.of(413))
                        && refused.message().equals("message")
                        && refused.responseCode().equals("454"));
    }

    @Test
    void justTheLargestBodyIsRead() {
        String poll = EndpointVen.document("poll", ven.venId());
        int largest = 1_048_576;

        assertThat(ven.say("OadrPoll", poll + " ".repeat(largest - poll.length()))
                        .code())
                .isEqualTo(200);
        isTransportError(ven.say("OadrPoll", poll + " ".repeat(largest - poll.length() + 1)), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "OPTIONS"})
    void onlyPostIsAllowed(String method) {
        var reply = ven.send(EndpointVen.request("OadrPoll").method(method, BodyPublishers.noBody()));

        assertThat(reply.status()).isEqualTo(405);
        if (!method.equals("HEAD")) {
            isTransportError(reply, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "application/problem+json"})
    void aTypeThatCannotBeXmlIsA415(String type) {
        isTransportError(ven.send(poll().header("Content-Type", type).POST(BodyPublishers.ofString("<x/>"))), 415);
    }

    @Test
    void aCompressedBodyIsA415() {
        isTransportError(
                ven.send(poll().header("Content-Type", "application/xml")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString(EndpointVen.document("poll", ven.venId())))),
                415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml; charset=UTF-8",
                "text/xml",
                "Application/XML",
                "text/plain; charset=ISO-8859-1",
                "application/x-www-form-urlencoded",
                "application/xml;charset=\"us-ascii\""
            })
    void goodXmlIsTakenWhateverItsTypeSays(String type) {
        var reply = ven.send(poll().header("Content-Type", type)
                .POST(BodyPublishers.ofString(EndpointVen.document("poll", ven.venId()))));

        assertThat(reply.code()).as(type).isEqualTo(200);
    }

    @Test
    void goodXmlIsTakenWithoutAType() {
        var reply = ven.send(poll().POST(BodyPublishers.ofString(EndpointVen.document("poll", ven.venId()))));

        assertThat(reply.code()).isEqualTo(200);
    }

    @Test
    void theCharsetOfHttpRulesOverTheDeclaration() {
        String document = EndpointVen.document("poll", ven.venId()).replaceFirst("^<\\?xml[^>]*\\?>", "");
        var declaredWrong = ven.send(poll().header("Content-Type", "application/xml; charset=utf-8")
                .POST(BodyPublishers.ofString("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + document)));
        var notDeclared = ven.send(poll().header("Content-Type", "application/xml; charset=utf-16le")
                .POST(BodyPublishers.ofString(document, StandardCharsets.UTF_16LE)));

        var twice = ven.send(poll().header("Content-Type", "application/xml")
                .header("Content-Type", "application/xml; charset=utf-16le")
                .POST(BodyPublishers.ofString(document, StandardCharsets.UTF_16LE)));

        assertThat(twice.code()).isEqualTo(200);
        assertThat(declaredWrong.code()).isEqualTo(200);
        assertThat(notDeclared.code()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"charset=ISO-8859-1", "charset=US-ASCII", "charset=klingon"})
    void aCharsetThatCannotBeTheBodysIsA400(String charset) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- Zähler -->"
                + EndpointVen.document("poll", ven.venId()).replaceFirst("^<\\?xml[^>]*\\?>", "");

        isTransportError(
                ven.send(poll().header("Content-Type", "application/xml; " + charset)
                        .POST(BodyPublishers.ofString(body))),
                400);
    }

    private static HttpRequest.Builder poll() {
        return HttpRequest.newBuilder(EndpointVen.url("/OpenADR2/Simple/2.0b/OadrPoll"));
    }

    @Test
    void whatIsBesideTheServicesIsA404() {
        for (String path :
                new String[] {"/", "/OpenADR2/Simple/2.0b/", "/OpenADR2/Simple/2.0b/EiNothing", "/q/health"}) {
            isTransportError(
                    ven.send(HttpRequest.newBuilder(EndpointVen.url(path))
                            .header("Content-Type", "application/xml")
                            .POST(BodyPublishers.ofString(EndpointVen.document("poll", ven.venId())))),
                    404);
        }
    }

    @Test
    void thePathMayBeInAnyLetterCase() {
        var reply = ven.send(HttpRequest.newBuilder(EndpointVen.url("/openadr2/SIMPLE/2.0B/oadrpoll"))
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(EndpointVen.document("poll", ven.venId()))));

        assertThat(reply.code()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    400, no HTTP at all
                    404, POST /% HTTP/1.1
                    404, GET * HTTP/1.1
                    404, GET elsewhere HTTP/1.1
                    414, POST /%LONG% HTTP/1.1
                    431, POST / HTTP/1.1|X-Long: %LONG%""")
    void whatIsNoRequestGetsAnAnswerToo(int status, String request) throws IOException {
        String head = request.replace("|", "\r\n").replace("%LONG%", "x".repeat(30_000)) + "\r\nHost: localhost";
        var tls = EndpointVen.client(Optional.of(ven.certificate())).sslContext();
        try (var socket = tls.getSocketFactory().createSocket("localhost", EndpointVen.port())) {
            String reply = RawHttp.exchange(socket, head + "\r\nContent-Length: 0\r\n\r\n");

            assertThat(reply)
                    .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                    .containsIgnoringCase("content-length:")
                    .contains("oadrResponse");
        }
    }

    private static void isTransportError(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.message()).isEqualTo("oadrResponse");
        assertThat(reply.contentLength()).hasValue(Integer.toString(reply.body().length()));
    }
}
