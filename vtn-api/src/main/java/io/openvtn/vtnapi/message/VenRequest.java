package io.openvtn.vtnapi.message;

import io.openvtn.bus.contract.VenRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A message of a VEN, as far as this VTN reads it. */
public sealed interface VenRequest {

    MessageKind kind();

    /** The name of its root element, such as {@code oadrPoll}. */
    default String rootElement() {
        return kind().rootElement();
    }

    /** The answer that somebody has for this message, from that VEN. */
    <T> T answeredBy(Answers<T> answers, VenRecord ven);

    /** Empty where the message has none. */
    String requestId();

    /** The venID that the message claims; never proof of anything. */
    Optional<String> venId();

    /** When it was made, by the VEN's clock; empty where the message does not say. */
    default Optional<Instant> createdAt() {
        return Optional.empty();
    }

    record Poll(Optional<String> venId) implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.POLL;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.poll(ven, this);
        }

        @Override
        public String requestId() {
            return "";
        }
    }

    record QueryRegistration(String requestId) implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.QUERY_REGISTRATION;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.queryRegistration(ven, this);
        }

        @Override
        public Optional<String> venId() {
            return Optional.empty();
        }
    }

    record CreatePartyRegistration(
            String requestId,
            Optional<String> registrationId,
            Optional<String> venId,
            String profileName,
            String transportName,
            Optional<String> transportAddress,
            boolean reportOnly,
            boolean xmlSignature,
            Optional<String> venName,
            boolean httpPullModel)
            implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.CREATE_PARTY_REGISTRATION;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.createPartyRegistration(ven, this);
        }
    }

    record CancelPartyRegistration(String requestId, String registrationId, Optional<String> venId)
            implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.CANCEL_PARTY_REGISTRATION;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.cancelPartyRegistration(ven, this);
        }
    }

    /**
     * oadrCanceledPartyRegistration: the answer to ours.
     *
     * @param responseCode of its eiResponse
     */
    record CanceledPartyRegistration(
            String responseCode, Optional<String> responseDescription, String requestId, Optional<String> venId)
            implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.CANCELED_PARTY_REGISTRATION;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.canceledPartyRegistration(ven, this);
        }
    }

    /**
     * oadrResponse: the answer to a request of ours that has no answer of its own type.
     *
     * @param responseCode of its eiResponse
     */
    record Response(String responseCode, Optional<String> responseDescription, String requestId, Optional<String> venId)
            implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.RESPONSE;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.response(ven, this);
        }
    }

    /**
     * oadrRequestEvent.
     *
     * @param replyLimit the most events that the VEN wants; empty means all
     */
    record RequestEvent(String requestId, Optional<String> venId, OptionalInt replyLimit) implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.REQUEST_EVENT;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.requestEvent(ven, this);
        }
    }

    /**
     * oadrCreatedEvent.
     *
     * @param responseCode of the outer eiResponse
     */
    record CreatedEvent(String responseCode, String requestId, Optional<String> venId, List<EventResponse> responses)
            implements VenRequest {
        public CreatedEvent {
            responses = List.copyOf(responses);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.CREATED_EVENT;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.createdEvent(ven, this);
        }
    }

    record RegisterReport(
            String requestId, Optional<String> venId, List<MetadataReport> reports, Optional<Instant> createdAt)
            implements VenRequest {
        public RegisterReport {
            reports = List.copyOf(reports);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.REGISTER_REPORT;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.registerReport(ven, this);
        }
    }

    /**
     * oadrCreateOpt.
     *
     * @param event the event that it is for
     * @param available the times that it is for; empty without a vavailability
     * @param targets all that eiTarget names
     * @param deviceClasses the end devices that oadrDeviceClass names
     */
    record CreateOpt(
            String requestId,
            Optional<String> venId,
            String optId,
            boolean optIn,
            String reason,
            Optional<String> marketContext,
            Optional<QualifiedEvent> event,
            Optional<List<OptWindow>> available,
            OptTargets targets,
            List<String> deviceClasses,
            Optional<Instant> createdAt)
            implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.CREATE_OPT;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.createOpt(ven, this);
        }
    }

    record CancelOpt(String requestId, Optional<String> venId, String optId) implements VenRequest {
        @Override
        public MessageKind kind() {
            return MessageKind.CANCEL_OPT;
        }

        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.cancelOpt(ven, this);
        }
    }

    /** qualifiedEventID. */
    record QualifiedEvent(String eventId, long modificationNumber) {}

    /**
     * One available of a vavailability, as it was written: the schema lets more through than a clock understands.
     *
     * @param start an ISO 8601 date-time
     * @param duration an ISO 8601 duration
     */
    record OptWindow(String start, String duration) {}

    /** @param others whether anything is named that is neither a VEN, a group nor a resource */
    record OptTargets(List<String> vens, List<String> groups, List<String> resources, boolean others) {
        public OptTargets {
            vens = List.copyOf(vens);
            groups = List.copyOf(groups);
            resources = List.copyOf(resources);
        }
    }

    /** A message of the schema that this VTN does not serve. */
    record Unsupported(MessageKind kind, String requestId, Optional<String> venId) implements VenRequest {
        @Override
        public <T> T answeredBy(Answers<T> answers, VenRecord ven) {
            return answers.unsupported(ven, this);
        }
    }

    /** One eventResponse. */
    record EventResponse(
            String requestId,
            String eventId,
            long modificationNumber,
            boolean optIn,
            String responseCode,
            Optional<String> responseDescription) {}

    /** One oadrReport of METADATA. */
    record MetadataReport(String reportSpecifierId, String reportName, List<DataPoint> dataPoints) {
        public MetadataReport {
            dataPoints = List.copyOf(dataPoints);
        }
    }

    /**
     * One oadrReportDescription.
     *
     * @param unit the name of its itemBase element
     */
    record DataPoint(String rId, String reportType, String readingType, Optional<String> unit) {}
}
