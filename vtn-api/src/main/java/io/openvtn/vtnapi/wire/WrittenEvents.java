package io.openvtn.vtnapi.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.vtnapi.message.RenderedEvent;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.message.VtnReply.DistributeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * oadrDistributeEvent to a poll, put together from events that are written once for each modification, status and current values:
 * what differs from VEN to VEN is the venID in eiTarget. All that stands in it was written by the full writer. Thread safe; bounded.
 */
final class WrittenEvents {

    private static final long MOST_BYTES = 16L << 20;
    private static final String LAST_NAME = "oadrDistributeEvent>";

    private final Function<VtnReply, byte[]> writer;
    private final Cache<AtAMoment, TextWithIds> written = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<AtAMoment, TextWithIds>weigher((event, text) -> text.length(0))
            .build();
    private volatile Frame frame;

    /** @param writer writes any reply */
    WrittenEvents(Function<VtnReply, byte[]> writer) {
        this.writer = writer;
        this.frame = frame("");
    }

    /** What an event's text depends on, but for the receiver. */
    private record AtAMoment(
            EventRecord event, int modificationNumber, EventStatus status, Map<String, Float> currentValues) {

        /** An event's record stays the same object until it changes, and has many parts to compare. */
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof AtAMoment that
                    && event == that.event
                    && modificationNumber == that.modificationNumber
                    && status == that.status
                    && currentValues.equals(that.currentValues);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(event) + status.hashCode();
        }
    }

    /** What stands around the events. */
    private record Frame(String vtnId, TextWithIds before, byte[] after) {}

    /** Empty if it is another reply, or has to be written in another way. */
    Optional<byte[]> write(VtnReply reply) {
        if (!(reply instanceof DistributeEvent distribute) || !isToAPoll(distribute)) {
            return Optional.empty();
        }
        Frame around = frame;
        if (!around.vtnId().equals(distribute.vtnId())) {
            around = frame(distribute.vtnId());
            frame = around;
        }
        return Optional.of(joined(around, distribute));
    }

    private byte[] joined(Frame around, DistributeEvent distribute) {
        byte[] requestId = PlainId.bytes(distribute.ownRequestId());
        List<RenderedEvent> events = distribute.events();
        List<TextWithIds> texts = events.stream().map(this::text).toList();
        int length = around.before().length(requestId.length) + around.after().length;
        for (int i = 0; i < texts.size(); i++) {
            length += texts.get(i).length(events.get(i).venId().length());
        }
        byte[] whole = new byte[length];
        int at = around.before().put(whole, 0, requestId);
        for (int i = 0; i < texts.size(); i++) {
            at = texts.get(i).put(whole, at, PlainId.bytes(events.get(i).venId()));
        }
        System.arraycopy(around.after(), 0, whole, at, around.after().length);
        return whole;
    }

    private static boolean isToAPoll(DistributeEvent reply) {
        return reply.code() == ResponseCode.OK
                && reply.description().equals("OK")
                && reply.requestId().isEmpty()
                && PlainId.isOne(reply.ownRequestId())
                && reply.events().stream().allMatch(event -> PlainId.isOne(event.venId()));
    }

    private TextWithIds text(RenderedEvent event) {
        return written.get(
                new AtAMoment(event.event(), event.modificationNumber(), event.status(), event.currentValues()),
                first -> written(event));
    }

    private TextWithIds written(RenderedEvent event) {
        String venId = PlainId.unforeseeable();
        var toSomebody = new RenderedEvent(
                event.event(), event.modificationNumber(), venId, event.status(), event.currentValues());
        byte[] none = writer.apply(sample("", venId, List.of()));
        byte[] one = writer.apply(sample("", venId, List.of(toSomebody)));
        int from = endOfEvents(none);
        return TextWithIds.of(Arrays.copyOfRange(one, from, endOfEvents(one)), venId);
    }

    private Frame frame(String vtnId) {
        String requestId = PlainId.unforeseeable();
        byte[] none = writer.apply(sample(vtnId, requestId, List.of()));
        int end = endOfEvents(none);
        return new Frame(
                vtnId, TextWithIds.of(Arrays.copyOf(none, end), requestId), Arrays.copyOfRange(none, end, none.length));
    }

    private static DistributeEvent sample(String vtnId, String ownRequestId, List<RenderedEvent> events) {
        return new DistributeEvent(ResponseCode.OK, "OK", "", ownRequestId, vtnId, events);
    }

    /** Events are the last that stands in the element. */
    private static int endOfEvents(byte[] message) {
        String letters = new String(message, StandardCharsets.ISO_8859_1);
        return letters.lastIndexOf("</", letters.lastIndexOf(LAST_NAME));
    }
}
