package io.openvtn.bench.polls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/** A VEN that polls, and knows what it gets when nothing waits for it. Used on the event loop alone. */
final class PollingVen {

    private static final int SHOWN = 300;

    private final int number;
    private final String venId;
    private final String expected;
    private final ByteBuf request;
    private byte[] usual = {};

    /**
     * A VEN.
     *
     * @param number its place among the identities
     * @param expected stands in each answer
     * @param request a poll with its HTTP head
     */
    PollingVen(int number, String venId, byte[] request, String expected) {
        this.number = number;
        this.venId = venId;
        this.expected = expected;
        this.request = Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(request.length).writeBytes(request));
    }

    int number() {
        return number;
    }

    ByteBuf request() {
        return request.duplicate();
    }

    /** What is wrong with an answer, if anything; one that is the same as the last good one needs no look. */
    Optional<String> fault(Answer answer) {
        if (usual.length > 0 && answer.is(usual)) {
            return Optional.empty();
        }
        String text = answer.text();
        boolean good =
                text.startsWith("HTTP/1.1 200 ") && text.contains("responseCode>200<") && text.contains(expected);
        if (good) {
            usual = answer.copy();
            return Optional.empty();
        }
        return Optional.of("VEN %s: %s".formatted(venId, text.substring(0, Math.min(SHOWN, text.length()))));
    }
}
