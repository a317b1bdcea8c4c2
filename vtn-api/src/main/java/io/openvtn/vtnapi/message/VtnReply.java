package io.openvtn.vtnapi.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the VTN answers. The first three components of every reply are its eiResponse; {@code requestId} is the request's,
 * empty where the request has none.
 */
public sealed interface VtnReply {

    ResponseCode code();

    /** A sentence that a VEN's operator can act on. */
    String description();

    String requestId();

    record Response(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {}

    /**
     * oadrCreatedPartyRegistration.
     *
     * @param pollFrequency how long a pull VEN waits between two polls; zero leaves it out
     */
    record CreatedPartyRegistration(
            ResponseCode code,
            String description,
            String requestId,
            Optional<String> registrationId,
            Optional<String> venId,
            String vtnId,
            Duration pollFrequency)
            implements VtnReply {}

    record CanceledPartyRegistration(
            ResponseCode code,
            String description,
            String requestId,
            Optional<String> registrationId,
            Optional<String> venId)
            implements VtnReply {}

    /** oadrRequestReregistration, in a poll's answer: a message of its own without an eiResponse. */
    record RequestReregistration(String venId) implements VtnReply {
        @Override
        public ResponseCode code() {
            return ResponseCode.OK;
        }

        @Override
        public String description() {
            return "OK";
        }

        @Override
        public String requestId() {
            return "";
        }
    }

    /**
     * oadrCancelPartyRegistration, in a poll's answer: a message of its own without an eiResponse.
     *
     * @param requestId ours
     */
    record CancelPartyRegistration(String requestId, String registrationId, String venId) implements VtnReply {
        @Override
        public ResponseCode code() {
            return ResponseCode.OK;
        }

        @Override
        public String description() {
            return "OK";
        }
    }

    /**
     * oadrDistributeEvent.
     *
     * @param ownRequestId ours, which the VEN quotes in its eventResponses
     */
    record DistributeEvent(
            ResponseCode code,
            String description,
            String requestId,
            String ownRequestId,
            String vtnId,
            List<RenderedEvent> events)
            implements VtnReply {
        public DistributeEvent {
            events = List.copyOf(events);
        }
    }

    record RegisteredReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {}

    record UpdatedReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {}

    record CreatedReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {}

    record CanceledReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {}

    /**
     * oadrCreatedOpt.
     *
     * @param optId mandatory in the schema; empty where the request's is not known
     */
    record CreatedOpt(ResponseCode code, String description, String requestId, String optId) implements VtnReply {}

    /** @param optId optional in the schema; empty where the request's is not known */
    record CanceledOpt(ResponseCode code, String description, String requestId, Optional<String> optId)
            implements VtnReply {}
}
