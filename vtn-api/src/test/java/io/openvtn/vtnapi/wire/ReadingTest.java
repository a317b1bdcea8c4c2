package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openvtn.vtnapi.message.MessageKind;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.Service;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VenRequest.DataPoint;
import io.openvtn.vtnapi.message.VenRequest.EventResponse;
import io.openvtn.vtnapi.message.VenRequest.MetadataReport;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    private static final Optional<String> VEN = Optional.of("ven-1");

    private final WireCodec codec = new WireCodec(new Grid(50, 230));

    @Test
    void readsAPollBareAndInItsEnvelope() throws Exception {
        assertThat(codec.read(Documents.bytes("poll"))).isEqualTo(new IncomingMessage(new VenRequest.Poll(VEN), false));
        assertThat(codec.read(Documents.bytes("poll-enveloped")))
                .isEqualTo(new IncomingMessage(new VenRequest.Poll(VEN), true));
    }

    @Test
    void readsAnEnvelopeWithoutSpacesAsProgramsWriteIt() throws Exception {
        byte[] compact =
                Documents.text("poll-enveloped").replaceAll(">\\s+<", "><").getBytes(StandardCharsets.UTF_8);

        assertThat(codec.read(compact)).isEqualTo(new IncomingMessage(new VenRequest.Poll(VEN), true));
    }

    @Test
    void ignoresASignatureAndWhatItHolds() throws Exception {
        assertThat(codec.read(Documents.bytes("poll-beside-one-in-the-signature")))
                .isEqualTo(new IncomingMessage(new VenRequest.Poll(VEN), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "US-ASCII"})
    void readsEveryEncodingThatTheBodyDeclares(String encoding) throws Exception {
        byte[] body = Documents.text("poll").replace("UTF-8", encoding).getBytes(Charset.forName(encoding));

        assertThat(codec.read(body).request().venId()).isEqualTo(VEN);
    }

    @Test
    void takesABlankVenIdForNone() throws Exception {
        byte[] body = Documents.text("poll").replace("ven-1", " ").getBytes(StandardCharsets.UTF_8);

        assertThat(codec.read(body).request().venId()).isEmpty();
    }

    @Test
    void readsARegistration() throws Exception {
        assertThat(codec.read(Documents.bytes("query-registration")).request())
                .isEqualTo(new VenRequest.QueryRegistration("req-7"));
        assertThat(codec.read(Documents.bytes("create-party-registration")).request())
                .isEqualTo(new VenRequest.CreatePartyRegistration(
                        "req-7",
                        Optional.of("reg-1"),
                        VEN,
                        "2.0b",
                        "simpleHttp",
                        Optional.of("None"),
                        false,
                        false,
                        Optional.of("Mill 7"),
                        true));
    }

    @Test
    void readsARequestForEventsAndTheAnswerToThem() throws Exception {
        assertThat(codec.read(Documents.bytes("request-event")).request())
                .isEqualTo(new VenRequest.RequestEvent("req-7", VEN, OptionalInt.of(4)));
        assertThat(codec.read(Documents.bytes("created-event")).request())
                .isEqualTo(new VenRequest.CreatedEvent(
                        "200",
                        "",
                        VEN,
                        List.of(new EventResponse("req-7", "event-a", 3, false, "200", Optional.of("will do")))));
    }

    @Test
    void readsWhatAVenCanReport() throws Exception {
        assertThat(codec.read(Documents.bytes("register-report")).request())
                .isEqualTo(new VenRequest.RegisterReport(
                        "req-7",
                        VEN,
                        List.of(new MetadataReport(
                                "spec-1",
                                "METADATA_TELEMETRY_USAGE",
                                List.of(
                                        new DataPoint("load", "usage", "Direct Read", Optional.of("powerReal")),
                                        new DataPoint("pulses", "x-own", "x-notApplicable", Optional.of("pulseCount")),
                                        new DataPoint(
                                                "status", "x-resourceStatus", "x-notApplicable", Optional.empty())))),
                        Optional.of(Instant.parse("2026-12-01T12:00:00Z"))));
    }

    @Test
    void readsTheEndOfARegistrationAndTheAnswersToOurRequests() throws Exception {
        var cancel = codec.read(Documents.bytes("cancel-party-registration")).request();
        assertThat(cancel).isEqualTo(new VenRequest.CancelPartyRegistration("req-7", "reg-1", VEN));
        assertThat(cancel.kind().belongsOn(Service.EI_REGISTER_PARTY)).isTrue();
        assertThat(cancel.kind().belongsOn(Service.EI_EVENT)).isFalse();
        assertThat(codec.read(Documents.bytes("canceled-party-registration")).request())
                .isEqualTo(new VenRequest.CanceledPartyRegistration("200", Optional.of("OK"), "req-9", VEN));
        assertThat(codec.read(Documents.bytes("response")).request())
                .isEqualTo(new VenRequest.Response("200", Optional.of("OK"), "", VEN));
    }

    @Test
    void knowsAMessageThatItDoesNotServe() throws Exception {
        var request = codec.read(Documents.bytes("request-reregistration")).request();

        assertThat(request).isEqualTo(new VenRequest.Unsupported(MessageKind.REQUEST_REREGISTRATION, "", VEN));
    }

    @ParameterizedTest
    @CsvSource({"unknown-root,oadrTea,req-7", "profile-a,2.0a,''"})
    void doesNotRecognizeAnyOtherMessage(String document, String named, String requestId) {
        var refusal = refusal(Documents.text(document));

        assertThat(refusal).hasMessageContaining("not recognized").hasMessageContaining(named);
        assertThat(refusal.code()).isEqualTo(ResponseCode.NOT_RECOGNIZED);
        assertThat(refusal.requestId()).isEqualTo(requestId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-messages", "empty-envelope"})
    void refusesAnEnvelopeWithAnythingButOneMessage(String document) {
        var refusal = refusal(Documents.text(document));

        assertThat(refusal.code()).isEqualTo(ResponseCode.INVALID_DATA);
        assertThat(refusal.enveloped()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "poll, <ei:venID>ven-1</ei:venID>, '', venID",
        "poll, <ei:venID>ven-1</ei:venID>, <ei:venID><ei:x/></ei:venID>, venID",
        "poll, schemaVersion=\"2.0b\", schemaVersion=\"3.1\", schemaVersion",
        "query-registration, requestID, requestId, requestID",
        "create-party-registration, 2.0b</, 1.0</, oadrProfileName",
        "create-party-registration, simpleHttp, pigeon, oadrTransportName",
        "create-party-registration, >false<, >maybe<, oadrReportOnly",
        "create-party-registration, <ei:venID>ven-1</ei:venID>, <oadr:oadrVenName/>, oadrProfileName",
        "request-event, >4<, >-4<, replyLimit",
        "created-event, >200<, >2000<, responseCode",
        "created-event, optOut, maybe, optType",
        "created-event, >3<, >three<, modificationNumber",
        "created-event, >3<, >4294967296<, modificationNumber",
        "register-report, PT2H, P1W, duration",
        "register-report, PT15M, soon, oadrMaxPeriod",
        "register-report, 12:00:00Z, 12:00:00+00:00, createdDateTime",
        "register-report, 2026-12-01, 2026-13-01, createdDateTime",
        "register-report, >usage<, >idle<, reportType",
        "register-report, Direct Read, direct, readingType",
        "register-report, METADATA_TELEMETRY_USAGE, TEA, reportName",
        "register-report, >k<, >kilo<, siScaleCode",
        "register-report, <ei:rID>load</ei:rID>, '', rID"
    })
    void namesTheElementThatTheSchemaRefuses(String document, String valid, String invalid, String element) {
        var refusal = refusal(Documents.text(document).replace(valid, invalid));

        assertThat(refusal).hasMessageContaining(element);
        assertThat(refusal.getMessage())
                .doesNotContain("cvc-")
                .doesNotContain("http:")
                .hasSizeLessThan(500);
        assertThat(refusal.code()).isEqualTo(ResponseCode.INVALID_DATA);
        assertThat(refusal.rootElement()).startsWith("oadr");
    }

    @Test
    void aRefusalKnowsTheRequestIdAndTheVenIdAsFarAsTheyAreThere() {
        var refusal = refusal(Documents.text("request-event").replace(">4<", ">four<"));

        assertThat(refusal.requestId()).isEqualTo("req-7");
        assertThat(refusal.venId()).isEqualTo(VEN);
        assertThat(refusal.enveloped()).isFalse();
    }

    private InvalidMessageException refusal(String body) {
        return catchThrowableOfType(
                InvalidMessageException.class, () -> codec.read(body.getBytes(StandardCharsets.UTF_8)));
    }
}
