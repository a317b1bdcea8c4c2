package io.openvtn.eventdispatcher.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a VEN had answered to a modification that has given way to another one. */
@Schema(name = "FormerAnswer")
record FormerAnswer(
        String venId,
        int modificationNumber,

        @Schema(description = "optIn or optOut; absent if the VEN answered without one")
        Optional<String> optType,

        Optional<Instant> answeredAt,

        @Schema(description = "the code of the VEN's eventResponse")
        Optional<String> responseCode,

        Optional<String> responseDescription) {

    static final String EXAMPLE = """
            { "items": [
                { "venId": "ven-7kq2m4xw5a", "modificationNumber": 0, "optType": "optIn",
                  "answeredAt": "2026-12-01T09:00:05.003Z", "responseCode": "200" } ] }""";

    /**
     * Answers in the order of their venIDs.
     *
     * @param next what to pass as {@code after} for the next page; empty on the last one
     */
    @Schema(name = "FormerAnswerPage")
    record Page(List<FormerAnswer> items, Optional<String> next) {}
}
