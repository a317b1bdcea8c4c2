package io.openvtn.vtnapi.message;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the VTN answers. The first three components of every reply are its eiResponse; {@code requestId} is the request's,
 * empty where the request has none.
 */
public sealed interface VtnReply {

    ResponseCode code();

    /** What somebody writes of this reply. */
    <T> T writtenBy(Writer<T> writer);

    /**
     * A way to write each reply: whoever has one has to have one for all.
     *
     * @param <T> what is written
     */
    interface Writer<T> {

        T response(Response reply);

        T createdPartyRegistration(CreatedPartyRegistration reply);

        T canceledPartyRegistration(CanceledPartyRegistration reply);

        T requestReregistration(RequestReregistration reply);

        T cancelPartyRegistration(CancelPartyRegistration reply);

        T distributeEvent(DistributeEvent reply);

        T registeredReport(RegisteredReport reply);

        T updatedReport(UpdatedReport reply);

        T createdReport(CreatedReport reply);

        T canceledReport(CanceledReport reply);

        T createdOpt(CreatedOpt reply);

        T canceledOpt(CanceledOpt reply);
    }

    /** A sentence that a VEN's operator can act on. */
    String description();

    String requestId();

    record Response(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {

        /** To a poll, if there is nothing that the VEN has to be told. */
        public static Response nothingWaits(String venId) {
            return new Response(ResponseCode.OK, "OK", "", Optional.of(venId));
        }

        /** Whether it is the one that {@link #nothingWaits} makes. */
        public boolean isNothingWaits() {
            return code == ResponseCode.OK && description.equals("OK") && requestId.isEmpty() && venId.isPresent();
        }

        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.response(this);
        }
    }

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
            implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.createdPartyRegistration(this);
        }
    }

    record CanceledPartyRegistration(
            ResponseCode code,
            String description,
            String requestId,
            Optional<String> registrationId,
            Optional<String> venId)
            implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.canceledPartyRegistration(this);
        }
    }

    /** oadrRequestReregistration, in a poll's answer: a message of its own without an eiResponse. */
    record RequestReregistration(String venId) implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.requestReregistration(this);
        }

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
        public <T> T writtenBy(Writer<T> writer) {
            return writer.cancelPartyRegistration(this);
        }

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
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.distributeEvent(this);
        }

        public DistributeEvent {
            events = List.copyOf(events);
        }
    }

    record RegisteredReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.registeredReport(this);
        }
    }

    record UpdatedReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.updatedReport(this);
        }
    }

    record CreatedReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.createdReport(this);
        }
    }

    record CanceledReport(ResponseCode code, String description, String requestId, Optional<String> venId)
            implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.canceledReport(this);
        }
    }

    /**
     * oadrCreatedOpt.
     *
     * @param optId mandatory in the schema; empty where the request's is not known
     */
    record CreatedOpt(ResponseCode code, String description, String requestId, String optId) implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.createdOpt(this);
        }
    }

    /** @param optId optional in the schema; empty where the request's is not known */
    record CanceledOpt(ResponseCode code, String description, String requestId, Optional<String> optId)
            implements VtnReply {
        @Override
        public <T> T writtenBy(Writer<T> writer) {
            return writer.canceledOpt(this);
        }
    }
}
