package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.vtnapi.message.RenderedEvent;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VtnReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An oadrDistributeEvent that is put together is the one that the full writer writes, to the byte. */
class WrittenEventsTest {

    /** A million takes some minutes. */
    private static final int REPLIES = Integer.getInteger("openvtn.mutations", 20_000);

    private static final List<String> TEXTS = List.of(
            "peak",
            "a & b < c > \"d\" 'e'",
            "Spitze \u00fc \u20ac \ud83d\udd0c",
            "line\nline\ttab\u0007",
            "]]>",
            "ven-1");

    private final WireCodec codec = new WireCodec(new Grid(50, 230));
    private final SplittableRandom random = new SplittableRandom(19);

    @Test
    void repliesAreWrittenAsTheFullWriterWritesThem() {
        List<EventRecord> events = new ArrayList<>(
                IntStream.range(0, 20).mapToObj(i -> event("event-" + i)).toList());
        for (int i = 0; i < REPLIES; i++) {
            if (random.nextInt(20) == 0) {
                events.set(random.nextInt(events.size()), event("event-" + i));
            }
            VtnReply reply = reply(events);
            boolean enveloped = random.nextBoolean();
            byte[] written = codec.write(reply, enveloped);
            if (!Arrays.equals(written, codec.writeWhole(reply, enveloped))) {
                assertThat(text(written)).isEqualTo(text(codec.writeWhole(reply, enveloped)));
            }
        }
    }

    @Test
    void mostRepliesArePutTogether() {
        var written = new WrittenEvents(reply -> codec.writeWhole(reply, false));
        var event = event("event-a");

        assertThat(written.write(distribute(rendered(event, "ven-1")))).isPresent();
        assertThat(written.write(distribute(rendered(event, "ven 2 & more")))).isEmpty();
        assertThat(written.write(VtnReply.Response.nothingWaits("ven-1"))).isEmpty();
    }

    private static VtnReply distribute(RenderedEvent event) {
        return new VtnReply.DistributeEvent(ResponseCode.OK, "OK", "", "req-1", "OpenVTN", List.of(event));
    }

    private VtnReply reply(List<EventRecord> events) {
        String venId = oneOf(List.of("ven-1", "VEN_2.x-9", "v", "ven 3 & more", "peak"));
        List<RenderedEvent> rendered = Stream.generate(() -> oneOf(events))
                .limit(random.nextInt(4))
                .map(event -> rendered(event, venId))
                .toList();
        return new VtnReply.DistributeEvent(
                ResponseCode.OK,
                oneOf(List.of("OK", "OK", "OK", "well")),
                oneOf(List.of("", "", "", "req-7")),
                oneOf(List.of("req-1", "req-a.2", "req <3>")),
                oneOf(List.of("OpenVTN", "OpenVTN", "VTN & sons")),
                rendered);
    }

    private RenderedEvent rendered(EventRecord event, String venId) {
        var values = event.signals().stream()
                .collect(Collectors.toMap(EventSignal::signalId, signal -> (float) random.nextInt(3)));
        return new RenderedEvent(event, random.nextInt(3), venId, oneOf(List.of(EventStatus.values())), values);
    }

    private EventRecord event(String eventId) {
        var length = Duration.ofMinutes(1 + random.nextInt(90));
        return new EventRecord(
                eventId,
                random.nextInt(3),
                oneOf(TEXTS),
                random.nextInt(3),
                random.nextBoolean(),
                maybe(oneOf(TEXTS)),
                Instant.parse("2026-12-01T12:00:00Z"),
                Instant.parse("2026-12-01T18:00:00Z").plusSeconds(random.nextInt(9_000)),
                length.multipliedBy(2),
                maybe(length),
                maybe(length),
                maybe(length),
                maybe(length),
                Optional.empty(),
                oneOf(List.of(ResponseRequired.values())),
                IntStream.rangeClosed(1, 1 + random.nextInt(2))
                        .mapToObj(i ->
                                new EventSignal("signal-" + i, "LOAD_DISPATCH", "setpoint", unit(), intervals(length)))
                        .toList(),
                random.nextInt(4) == 0
                        ? Optional.of(new EventBaseline(
                                oneOf(TEXTS),
                                oneOf(TEXTS),
                                Instant.parse("2026-12-01T18:00:00Z"),
                                length.multipliedBy(2),
                                List.of(oneOf(TEXTS)),
                                unit(),
                                intervals(length)))
                        : Optional.empty(),
                new EventTargets(
                        List.of("ven-1", "ven-2"),
                        List.of(oneOf(TEXTS)),
                        List.of(),
                        List.of(oneOf(TEXTS)),
                        random.nextBoolean() ? Map.of(TargetKind.PNODE, List.of(oneOf(TEXTS))) : Map.of(),
                        Map.of()),
                random.nextBoolean(),
                1,
                Optional.empty());
    }

    private Optional<SignalUnit> unit() {
        return maybe(oneOf(List.of(new SignalUnit("powerReal", "W", "k"), new SignalUnit("powerReal", "kW", "none"))));
    }

    private List<EventInterval> intervals(Duration length) {
        return List.of(new EventInterval(length, random.nextInt(5)), new EventInterval(length, 0.5f));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static String text(byte[] written) {
        return new String(written, StandardCharsets.UTF_8);
    }
}
