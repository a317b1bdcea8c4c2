package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.testkit.tool.Reference;
import io.openvtn.vtnapi.message.MessageKind;
import io.openvtn.vtnapi.message.RenderedEvent;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VtnReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/**
 * Held against the official schema and the official samples, which lie beside the repository. Where ours is laxer: messages
 * that are not served are only looked over for their IDs; of units the fixed texts are not checked, of targets,
 * report intervals and Green Button feeds the content is not, as nothing of it is used.
 */
class OfficialSamplesTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static Schema official;

    private final WireCodec codec = new WireCodec(new Grid(50, 230));

    @BeforeAll
    static void loadSchema() throws SAXException {
        var factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        official = factory.newSchema(Reference.at("xsd/oadr_20b.xsd").toFile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oadrPoll",
                "oadrQueryRegistration",
                "oadrCreatePartyRegistration-2",
                "oadrCancelPartyRegistration",
                "oadrCanceledPartyRegistration",
                "oadrCanceledPartyRegistration-2",
                "oadrResponse",
                "oadrRequestEvent",
                "oadrCreatedEvent",
                "oadrCreatedEvent-2",
                "oadrRegisterReport",
                "oadrRegisterReport-2",
                "oadrCreateOpt",
                "oadrCancelOpt"
            })
    void understandsEveryValidSampleOfTheMessagesThatItServes(String sample) throws Exception {
        var message = codec.read(sample("valid", sample));

        assertThat(message.request()).isNotInstanceOf(VenRequest.Unsupported.class);
        assertThat(message.request().rootElement()).isEqualTo(sample.replaceAll("-\\d$", ""));
    }

    @ParameterizedTest
    @MethodSource("validSamples")
    void knowsTheRootOfEveryValidSample(String sample) throws Exception {
        var message = codec.read(sample("valid", sample));

        assertThat(message.enveloped())
                .isEqualTo(sample.toLowerCase(java.util.Locale.ROOT).contains("payload"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oadrPoll",
                "oadrQueryRegistration",
                "oadrCreatePartyRegistration",
                "oadrCancelPartyRegistration",
                "oadrRequestEvent",
                "oadrCancelOpt",
                "oadrPayload-bad"
            })
    void refusesTheInvalidSamplesOfTheMessagesThatItServes(String sample) throws IOException {
        byte[] body = sample("invalid", sample);

        assertThatThrownBy(() -> codec.read(body)).isInstanceOf(InvalidMessageException.class);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyReplyIsValidByTheOfficialSchema(VtnReply reply) throws Exception {
        for (boolean enveloped : new boolean[] {false, true}) {
            byte[] body = codec.write(reply, enveloped);
            official.newValidator().validate(new StreamSource(new ByteArrayInputStream(body)));
            assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8))
                    .contains("schemaVersion=\"2.0b\"");
        }
    }

    static Stream<String> validSamples() throws IOException {
        try (var files = Files.list(Reference.at("samples/valid"))) {
            return files.map(file -> file.getFileName().toString().replace(".xml", "")).sorted().toList().stream();
        }
    }

    static Stream<VtnReply> replies() {
        List<VtnReply> replies = new ArrayList<>(List.of(
                new VtnReply.Response(ResponseCode.OK, "OK", "req-1", Optional.of("ven-1")),
                new VtnReply.Response(ResponseCode.OK, "OK", "req-1", Optional.empty()),
                new VtnReply.RequestReregistration("ven-1"),
                new VtnReply.CancelPartyRegistration("req-2", "reg-1", "ven-1"),
                new VtnReply.CreatedPartyRegistration(
                        ResponseCode.OK,
                        "OK",
                        "req-1",
                        Optional.of("reg-1"),
                        Optional.of("ven-1"),
                        "OpenVTN",
                        Duration.ofSeconds(10)),
                new VtnReply.CreatedPartyRegistration(
                        ResponseCode.OK,
                        "OK",
                        "req-1",
                        Optional.empty(),
                        Optional.empty(),
                        "OpenVTN",
                        Duration.ofDays(2)),
                new VtnReply.RegisteredReport(ResponseCode.OK, "OK", "req-1", Optional.of("ven-1")),
                new VtnReply.CreatedOpt(ResponseCode.OK, "OK", "req-1", "opt-1"),
                new VtnReply.CanceledOpt(ResponseCode.OK, "OK", "req-1", Optional.of("opt-1")),
                new VtnReply.DistributeEvent(ResponseCode.OK, "OK", "req-1", "req-2", "OpenVTN", List.of())));
        for (String unit : List.of(
                "powerReal/W",
                "powerApparent/VA",
                "powerReactive/VAR",
                "energyReal/Wh",
                "energyApparent/VAh",
                "energyReactive/VARh",
                "voltage/V",
                "current/A",
                "frequency/Hz",
                "temperature/celsius",
                "Therm/thm",
                "currency/EUR",
                "currencyPerKW/EUR",
                "currencyPerKWh/USD",
                "currencyPerThm/USD",
                "customUnit/widgets",
                "pulseCount/count",
                "powerReal/kW",
                "fl\u0001ux/\uD800")) {
            String[] parts = unit.split("/");
            var event = event(Optional.of(new SignalUnit(parts[0], parts[1], "none")), !unit.startsWith("c"));
            replies.add(new VtnReply.DistributeEvent(
                    ResponseCode.OK,
                    "OK",
                    "req-1",
                    "req-2",
                    "OpenVTN",
                    List.of(new RenderedEvent(event, "ven-1", EventStatus.ACTIVE, Map.of("signal-0", 1f)))));
        }
        replies.add(new VtnReply.DistributeEvent(
                ResponseCode.OK,
                "OK",
                "",
                "req-2",
                "OpenVTN",
                Stream.of(EventStatus.values())
                        .map(status -> new RenderedEvent(event(Optional.empty(), true), "ven-1", status, Map.of()))
                        .toList()));
        for (MessageKind kind : MessageKind.values()) {
            assertThat(MessageKind.of(kind.rootElement())).contains(kind);
            replies.add(kind.refusal(ResponseCode.NOT_ALLOWED, "not served", "", Optional.of("ven-1"), "OpenVTN"));
        }
        return replies.stream();
    }

    private static EventRecord event(Optional<SignalUnit> unit, boolean everything) {
        Optional<Duration> some = everything ? Optional.of(Duration.ofMillis(300_500)) : Optional.empty();
        var intervals =
                List.of(new EventInterval(Duration.ofHours(1), 1.5f), new EventInterval(Duration.ofHours(25), -2f));
        return new EventRecord(
                "event-a",
                2,
                "http://utility.example/dr/peak",
                1,
                everything,
                everything ? Optional.of("heat <wave> & \u0000 more") : Optional.empty(),
                NOON.plusNanos(123_456_789),
                NOON,
                Duration.ofHours(26),
                some,
                some,
                some,
                some,
                Optional.empty(),
                everything ? ResponseRequired.ALWAYS : ResponseRequired.NEVER,
                List.of(
                        new EventSignal("signal-0", "SIMPLE", "level", Optional.empty(), intervals),
                        new EventSignal("signal-1", "LOAD_DISPATCH", "setpoint", unit, intervals)),
                everything
                        ? Optional.of(new EventBaseline(
                                "baseline-0",
                                "ten days",
                                NOON,
                                Duration.ofHours(26),
                                List.of("boiler"),
                                unit,
                                intervals))
                        : Optional.empty(),
                new EventTargets(
                        List.of("ven-1", "ven-2"),
                        List.of("feeder-12"),
                        List.of("boiler"),
                        List.of("party-1"),
                        everything ? everyKind() : Map.of(),
                        Map.of()),
                !everything,
                3,
                Optional.empty());
    }

    private static Map<TargetKind, List<String>> everyKind() {
        return Stream.of(TargetKind.values())
                .filter(kind -> kind.ordinal() > TargetKind.PARTY.ordinal())
                .collect(Collectors.toMap(kind -> kind, kind -> List.of("id-a>b", "id-c>d")));
    }

    private static byte[] sample(String validity, String name) throws IOException {
        return Files.readAllBytes(Reference.at("samples").resolve(validity).resolve(name + ".xml"));
    }
}
