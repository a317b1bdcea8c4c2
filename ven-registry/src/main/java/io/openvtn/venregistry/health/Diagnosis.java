package io.openvtn.venregistry.health;

import io.openvtn.bus.operator.Step;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is wrong with a VEN: the steps from its certificate to its reports, in order.
 *
 * @param summary the first step that fails, as a sentence; or that none does
 */
@Schema(name = "Diagnosis")
record Diagnosis(
        @Schema(examples = "ven-k3xq7a2mfz") String venId,

        @Schema(examples = "registration: the VEN is not registered, so that its polls are refused with 463")
        String summary,

        List<Step> steps,

        @Schema(description = "messages of the VEN that were refused since it was made, at least")
        long refusals,

        @Schema(description = "how many of them were answered with an HTTP error")
        long transportErrors,

        Optional<RefusedMessage> lastRefusal) {

    static final String EXAMPLE = """
            { "venId": "ven-k3xq7a2mfz",
              "summary": "registration: the VEN is not registered, so that its polls are refused with 463",
              "steps": [
                { "name": "certificate", "outcome": "passed", "detail": "1 is bound and valid, until 2027-11-28T08:00:00Z" },
                { "name": "status", "outcome": "passed", "detail": "the VEN is ACTIVE" },
                { "name": "registration", "outcome": "failed",
                  "detail": "the VEN is not registered, so that its polls are refused with 463" } ],
              "refusals": 3, "transportErrors": 0,
              "lastRefusal": { "message": "oadrPoll", "responseCode": "463", "description": "the VEN is not registered",
                "at": "2026-11-28T08:00:04.210Z" } }""";
}
