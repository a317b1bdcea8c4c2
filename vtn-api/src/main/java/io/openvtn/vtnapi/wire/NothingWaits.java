package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.VtnReply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What a poll is answered with for which nothing waits: the same for all VENs but for the venID, so it is written once. Immutable. */
final class NothingWaits {

    private static final String ANYBODY = "ven-of-nobody";

    private final byte[] before;
    private final byte[] after;

    /** @param writer writes any reply */
    NothingWaits(Function<VtnReply, byte[]> writer) {
        byte[] written = writer.apply(VtnReply.Response.nothingWaits(ANYBODY));
        int at = new String(written, StandardCharsets.ISO_8859_1).indexOf(ANYBODY);
        this.before = Arrays.copyOf(written, at);
        this.after = Arrays.copyOfRange(written, at + ANYBODY.length(), written.length);
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
        return Optional.of(PlainId.between(before, venId, after));
    }
}
