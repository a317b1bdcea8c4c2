package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.vtnapi.message.MessageKind;
import io.openvtn.vtnapi.message.RenderedEvent;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VtnReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WritingTest {

    private final WireCodec codec = new WireCodec(new Grid(50, 230));

    @Test
    void usesTheOfficialPrefixes() {
        var reply = new VtnReply.Response(ResponseCode.INVALID_ID, "no such VEN", "req-7", Optional.of("ven-1"));

        assertThat(text(reply))
                .contains("<oadr:oadrResponse ", "ei:schemaVersion=\"2.0b\"")
                .contains("<ei:responseCode>452</ei:responseCode>", "<pyld:requestID>req-7</pyld:requestID>");
    }

    @Test
    void leavesOutAPollFrequencyOfZero() {
        var refused = MessageKind.QUERY_REGISTRATION.refusal(
                ResponseCode.DEPLOYMENT_ERROR, "later", "req-7", Optional.empty(), "OpenVTN");

        assertThat(text(refused)).contains("oadrCreatedPartyRegistration").doesNotContain("oadrRequestedOadrPollFreq");
    }

    @Test
    void writesAnEventForItsReceiverOnly() {
        String text = text(event(Optional.empty()));

        assertThat(text)
                .contains("<ei:eiTarget><ei:groupID>feeder-12</ei:groupID><ei:venID>ven-1</ei:venID></ei:eiTarget>")
                .doesNotContain("ven-2");
    }

    @Test
    void writesTimesInUtcAndWholeSeconds() {
        assertThat(text(event(Optional.empty())))
                .contains("<xcal:date-time>2026-12-01T18:00:00Z</xcal:date-time>")
                .contains("<xcal:startafter>PT5M</xcal:startafter>")
                .contains("<xcal:components></xcal:components>");
    }

    @Test
    void writesTheRunningValueOfEachSignal() {
        assertThat(text(event(Optional.empty())))
                .contains(
                        "<ei:currentValue><ei:payloadFloat><ei:value>2.0</ei:value></ei:payloadFloat></ei:currentValue>");
    }

    @Test
    void sendsAUnitThatTheSchemaDoesNotKnowAsACustomOne() {
        assertThat(text(event(Optional.of(new SignalUnit("powerReal", "kW", "none")))))
                .doesNotContain("power:powerReal")
                .contains("<oadr:customUnit><oadr:itemDescription>powerReal</oadr:itemDescription>"
                        + "<oadr:itemUnits>kW</oadr:itemUnits>");
    }

    private String text(VtnReply reply) {
        return new String(codec.write(reply, false), StandardCharsets.UTF_8);
    }

    private static VtnReply event(Optional<SignalUnit> unit) {
        var event = new EventRecord(
                "event-a",
                0,
                "http://utility.example/dr/peak",
                1,
                false,
                Optional.empty(),
                Instant.parse("2026-12-01T12:00:00Z"),
                Instant.parse("2026-12-01T18:00:00Z"),
                Duration.ofHours(1),
                Optional.of(Duration.ofMillis(300_500)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ResponseRequired.ALWAYS,
                List.of(new EventSignal(
                        "signal-0",
                        "LOAD_DISPATCH",
                        "setpoint",
                        unit,
                        List.of(new EventInterval(Duration.ofHours(1), 2f)))),
                Optional.empty(),
                new EventTargets(
                        List.of("ven-1", "ven-2"), List.of("feeder-12"), List.of(), List.of(), Map.of(), Map.of()),
                false,
                1,
                Optional.empty());
        return new VtnReply.DistributeEvent(
                ResponseCode.OK,
                "OK",
                "req-7",
                "req-8",
                "OpenVTN",
                List.of(new RenderedEvent(event, "ven-1", EventStatus.ACTIVE, Map.of("signal-0", 2f))));
    }
}
