package io.openvtn.bench.fleet.message;

import io.openvtn.bench.fleet.measurement.Anomaly;
import java.util.Optional;

/** Whether a reply is the one that a message asks for. */
public final class Inspection {

    private Inspection() {}

    /** What is wrong with a reply. */
    public record Finding(Anomaly anomaly, String words) {}

    /**
     * The first thing that is wrong, if any.
     *
     * @param venId the asking VEN's, once it knows it
     */
    public static Optional<Finding> of(Message asked, Reply reply, Optional<String> venId) {
        if (!asked.kind().fits(reply.rootElement())) {
            return wrong(Anomaly.WRONG_REPLY, "%s was answered with %s", asked.kind(), reply.rootElement());
        }
        if (reply.code().filter(code -> !code.equals("200")).isPresent()) {
            return wrong(
                    Anomaly.RESPONSE_CODE,
                    "%s was answered with %s",
                    asked.kind(),
                    reply.code().get());
        }
        if (reply.requestId().filter(id -> !id.equals(asked.requestId())).isPresent()) {
            return wrong(
                    Anomaly.WRONG_REPLY,
                    "%s with the requestID '%s' was answered with '%s'",
                    asked.kind(),
                    asked.requestId(),
                    reply.requestId().get());
        }
        if (venId.isPresent() && reply.venId().isPresent() && !venId.equals(reply.venId())) {
            return wrong(
                    Anomaly.WRONG_REPLY,
                    "%s was answered for %s",
                    asked.kind(),
                    reply.venId().get());
        }
        if (asked.kind() == Kind.REGISTER && reply.venId().isEmpty()) {
            return wrong(Anomaly.WRONG_REPLY, "%s was answered without venID", asked.kind());
        }
        return Optional.empty();
    }

    private static Optional<Finding> wrong(Anomaly anomaly, String words, Object... details) {
        return Optional.of(new Finding(anomaly, words.formatted(details)));
    }
}
