package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.VtnReply;
import java.util.Optional;
import java.util.function.Function;

/** What a poll is answered with for which nothing waits: the same for all VENs but for the venID, so it is written once. Immutable. */
final class NothingWaits {

    private static final String ANYBODY = "ven-of-nobody";

    private final TextWithIds text;

    /** @param writer writes any reply */
    NothingWaits(Function<VtnReply, byte[]> writer) {
        this.text = TextWithIds.of(writer.apply(VtnReply.Response.nothingWaits(ANYBODY)), ANYBODY);
    }

    /** Empty if it is another reply, or has to be written in another way. */
    Optional<byte[]> write(VtnReply reply) {
        if (!(reply instanceof VtnReply.Response response && response.isNothingWaits())) {
            return Optional.empty();
        }
        String venId = response.venId().orElseThrow();
        if (!PlainId.isOne(venId)) {
            return Optional.empty();
        }
        return Optional.of(text.with(PlainId.bytes(venId)));
    }
}
