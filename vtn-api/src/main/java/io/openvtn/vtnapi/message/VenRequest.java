package io.openvtn.vtnapi.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A message of a VEN, as far as this VTN reads it. */
public sealed interface VenRequest {

    /** The name of its root element, such as {@code oadrPoll}. */
    String rootElement();

    /** Empty where the message has none. */
    String requestId();

    /** The venID that the message claims; never proof of anything. */
    Optional<String> venId();

    /** Whether the message belongs on that service's path. */
    default boolean acceptedOn(Service service) {
        return MessageKind.of(rootElement())
                .map(kind -> kind.belongsOn(service))
                .orElse(false);
    }

    record Poll(Optional<String> venId) implements VenRequest {
        @Override
        public String rootElement() {
            return "oadrPoll";
        }

        @Override
        public String requestId() {
            return "";
        }
    }

    record QueryRegistration(String requestId) implements VenRequest {
        @Override
        public String rootElement() {
            return "oadrQueryRegistration";
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
        public String rootElement() {
            return "oadrCreatePartyRegistration";
        }
    }

    record CancelPartyRegistration(String requestId, String registrationId, Optional<String> venId)
            implements VenRequest {
        @Override
        public String rootElement() {
            return "oadrCancelPartyRegistration";
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
        public String rootElement() {
            return "oadrCanceledPartyRegistration";
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
        public String rootElement() {
            return "oadrResponse";
        }
    }

    /**
     * oadrRequestEvent.
     *
     * @param replyLimit the most events that the VEN wants; empty means all
     */
    record RequestEvent(String requestId, Optional<String> venId, OptionalInt replyLimit) implements VenRequest {
        @Override
        public String rootElement() {
            return "oadrRequestEvent";
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
        public String rootElement() {
            return "oadrCreatedEvent";
        }
    }

    record RegisterReport(String requestId, Optional<String> venId, List<MetadataReport> reports)
            implements VenRequest {
        public RegisterReport {
            reports = List.copyOf(reports);
        }

        @Override
        public String rootElement() {
            return "oadrRegisterReport";
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
            List<String> deviceClasses)
            implements VenRequest {
        @Override
        public String rootElement() {
            return "oadrCreateOpt";
        }
    }

    record CancelOpt(String requestId, Optional<String> venId, String optId) implements VenRequest {
        @Override
        public String rootElement() {
            return "oadrCancelOpt";
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
    record Unsupported(String rootElement, String requestId, Optional<String> venId) implements VenRequest {}

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
