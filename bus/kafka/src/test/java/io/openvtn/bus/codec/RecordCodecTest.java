package io.openvtn.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void anEventComesBackAsItWent() throws Exception {
        var event = new EventRecord(
                "event-a",
                3,
                "http://utility.example/dr/peak",
                1,
                false,
                Optional.of("heat wave"),
                NOON,
                NOON.plusSeconds(3600),
                Duration.ofHours(2),
                Optional.of(Duration.ofMinutes(5)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOON.minusSeconds(60)),
                ResponseRequired.ALWAYS,
                List.of(new EventSignal(
                        "signal-0",
                        "LOAD_DISPATCH",
                        "setpoint",
                        Optional.of(new SignalUnit("powerReal", "W", "k")),
                        List.of(new EventInterval(Duration.ofHours(2), 1.5f)))),
                Optional.of(new EventBaseline(
                        "baseline-0",
                        "ten days",
                        NOON,
                        Duration.ofHours(2),
                        List.of("boiler"),
                        Optional.empty(),
                        List.of(new EventInterval(Duration.ofHours(2), 9f)))),
                new EventTargets(
                        List.of("ven-7"),
                        List.of("feeder-12"),
                        List.of(),
                        List.of(),
                        Map.of(TargetKind.PNODE, List.of("node-1")),
                        Map.of(TargetKind.VEN, List.of("ven-8"))),
                false,
                4,
                Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(RecordCodec.read(RecordCodec.write(event), EventRecord.class))
                .isEqualTo(event);
    }

    @Test
    void aVenComesBackAsItWent() throws Exception {
        var ven = new VenRecord(
                "ven-7",
                "depot 7",
                VenStatus.ACTIVE,
                List.of(new Binding("ab".repeat(32), NOON, NOON.plusSeconds(60), CertificateStatus.ON_HOLD)),
                "reg-1",
                true,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of("feeder-12"),
                List.of(new Resource(
                        "boiler",
                        Optional.of("heater"),
                        Optional.empty(),
                        Optional.of(4.5),
                        Optional.of("feeder 12"),
                        Optional.of("meter-1"),
                        Optional.empty())),
                List.of(),
                Duration.ofSeconds(10),
                List.of(),
                2,
                Map.of(TargetKind.PARTY, List.of("party-1")),
                false,
                false);

        assertThat(RecordCodec.read(RecordCodec.write(ven), VenRecord.class)).isEqualTo(ven);
        var rights = (VenRecord) ven.withRightsAlone().orElseThrow();
        assertThat(RecordCodec.read(RecordCodec.write(rights), VenRecord.class))
                .isEqualTo(rights)
                .matches(VenRecord::rightsAlone);
    }

    @Test
    void aCollectionThatIsNotThereIsEmpty() throws Exception {
        assertThat(RecordCodec.read(
                        "{\"venId\":\"ven-7\",\"events\":[{\"eventId\":\"event-a\",\"modificationNumber\":2,"
                                + "\"acknowledged\":true,\"cancelled\":false}],\"revision\":1}",
                        DeliveryRecord.class))
                .isEqualTo(new DeliveryRecord(
                        "ven-7", List.of(new EventDelivery("event-a", 2, true, false)), List.of(), 1));
        assertThat(RecordCodec.read(
                        "{\"vens\":[\"ven-7\"],\"groups\":[],\"resources\":[],\"parties\":[]}", EventTargets.class))
                .isEqualTo(new EventTargets(List.of("ven-7"), List.of(), List.of(), List.of(), Map.of(), Map.of()));
    }

    @Test
    void writesWordsOfTheFieldInstantsAndDurationsInIso8601AndNoKeyInTheValue() {
        var delivery =
                new DeliveryRecord("ven-7", List.of(new EventDelivery("event-a", 0, false, false)), List.of(), 1);
        var answered = new VenMessage.EventsAnswered(
                "m-1",
                "ven-7",
                NOON,
                "200",
                List.of(new VenMessage.EventAnswer("req-1", "event-a", 0, OptType.OPT_OUT, "200", Optional.empty())));

        assertThat(RecordCodec.write(delivery))
                .isEqualTo(
                        "{\"venId\":\"ven-7\",\"events\":[{\"eventId\":\"event-a\","
                                + "\"modificationNumber\":0,\"acknowledged\":false,\"cancelled\":false}],\"optIds\":[],\"revision\":1}");
        assertThat(RecordCodec.write(answered))
                .contains("\"type\":\"eventsAnswered\"", "\"optType\":\"optOut\"", "\"at\":\"2026-12-01T12:00:00Z\"")
                .doesNotContain("responseDescription");
    }

    @Test
    void everyKindOfVenMessageComesBackAsItWent() throws Exception {
        List<VenMessage> messages = List.of(
                new VenMessage.OptCreated(
                        "m-0",
                        "ven-7",
                        NOON,
                        "opt-1",
                        OptType.OPT_OUT,
                        "economic",
                        Optional.of("http://utility.example/dr/peak"),
                        Optional.empty(),
                        List.of(new VenMessage.OptWindow(NOON, Duration.ofHours(1))),
                        List.of("boiler"),
                        List.of("Thermostat")),
                new VenMessage.OptCanceled("m-00", "ven-7", NOON, "opt-1"),
                new VenMessage.MessageRefused(
                        "m-01", "ven-7", NOON, "oadrPoll", "463", "the VEN is not registered", Optional.of(403)),
                new VenMessage.Registered(
                        "m-1",
                        "ven-7",
                        NOON,
                        "reg-1",
                        "2.0b",
                        "simpleHttp",
                        Optional.empty(),
                        Optional.of("depot 7"),
                        false,
                        false,
                        true),
                new VenMessage.Deregistered("m-5", "ven-7", NOON, "reg-1"),
                new VenMessage.RequestOffered("m-62", "ven-7", NOON, "req-3"),
                new VenMessage.RequestAnswered("m-6", "ven-7", NOON, "req-3", "200", Optional.of("OK")),
                new VenMessage.EventsOffered("m-2", "ven-7", NOON, List.of(new VenMessage.OfferedEvent("event-a", 1))),
                new VenMessage.Offers(
                        "m-20",
                        "ven-8",
                        NOON,
                        List.of(
                                new VenMessage.EventsOffered(
                                        "m-21", "ven-8", NOON, List.of(new VenMessage.OfferedEvent("event-a", 1))),
                                new VenMessage.RequestOffered("m-22", "ven-9", NOON, "req-4"))),
                new VenMessage.EventsAnswered(
                        "m-3",
                        "ven-7",
                        NOON,
                        "200",
                        List.of(new VenMessage.EventAnswer(
                                "req-1", "event-a", 1, OptType.OPT_IN, "200", Optional.of("OK")))),
                new VenMessage.ReportsRegistered(
                        "m-4",
                        "ven-7",
                        NOON,
                        "req-2",
                        List.of(new VenMessage.ReportCapability(
                                "spec-1",
                                "METADATA_TELEMETRY_USAGE",
                                List.of(new VenMessage.DataPoint(
                                        "r1", "usage", "Direct Read", Optional.of("powerReal")))))));

        for (VenMessage message : messages) {
            assertThat(RecordCodec.read(RecordCodec.write(message), VenMessage.class))
                    .isEqualTo(message);
        }
        // A new kind of message needs a name in the codec; this fails until it is in the list above.
        assertThat(messages).hasSize((int) kinds(VenMessage.class).count());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordCodecTest::kinds)
                : Stream.of(type);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() throws Exception {
        var delivery = RecordCodec.read(
                "{\"venId\":\"ven-7\",\"events\":[],\"revision\":9,\"comingSoon\":{}}", DeliveryRecord.class);

        assertThat(delivery.revision()).isEqualTo(9);
    }

    @Test
    void refusesARecordThatLacksWhatItsReadersNeed() {
        for (String json : List.of(
                "{\"events\":[],\"revision\":1}",
                "{\"venId\":null,\"events\":[],\"revision\":1}",
                "{\"venId\":\"ven-7\",\"events\":[{\"modificationNumber\":2,\"acknowledged\":true}],\"revision\":1}",
                "{\"venId\":\"ven-7\",\"events\":[]}")) {
            assertThatThrownBy(() -> RecordCodec.read(json, DeliveryRecord.class))
                    .as(json)
                    .isInstanceOf(MalformedRecordException.class);
        }
    }

    @Test
    void saysWhatIsWrongWithAMalformedRecord() {
        assertThatThrownBy(() -> RecordCodec.read("{\"venId\":", DeliveryRecord.class))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("DeliveryRecord");
        assertThatThrownBy(() -> RecordCodec.read("{\"type\":\"unheardOf\"}", VenMessage.class))
                .isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() ->
                        RecordCodec.read("{\"venId\":\"ven-7\",\"events\":[],\"revision\":null}", DeliveryRecord.class))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void leavesOutWhatJsonbKeepsNotAndNothingElse() {
        assertThat(RecordCodec.writeWithoutNul(List.of("a\u0000b"))).isEqualTo("[\"ab\"]");
        assertThat(RecordCodec.writeWithoutNul(List.of("\u0000\u0000\\\u0000"))).isEqualTo("[\"\\\\\"]");
        for (String text : List.of("a\\u0000", "\\\\u0000\"", "\\\\\\u0000")) {
            assertThat(RecordCodec.writeWithoutNul(List.of(text))).isEqualTo(RecordCodec.write(List.of(text)));
        }
    }
}
