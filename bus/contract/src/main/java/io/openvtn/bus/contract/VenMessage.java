package io.openvtn.bus.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a VEN said, or what was said to it, on {@link Topic#VEN_MESSAGES}; keyed by venID, so that a VEN's messages stay in
 * order. Delivered at least once: {@link #messageId()} names a repeat.
 */
public sealed interface VenMessage {

    /** Unique for each message; the same in every repeat of it. */
    String messageId();

    String venId();

    /** When vtn-api received the message. */
    Instant at();

    /** The messages that came in one record: itself, for all but {@link Offers}. */
    default List<VenMessage> each() {
        return List.of(this);
    }

    /** The messages in all these records, in their order. */
    static List<VenMessage> all(List<VenMessage> records) {
        return records.stream().flatMap(record -> record.each().stream()).toList();
    }

    /** Hands the message to the listener's method for its kind. */
    void toldTo(VenMessageListener listener);

    /**
     * oadrCreatePartyRegistration was accepted.
     *
     * @param registrationId the registrationID that the VEN was given
     * @param venName oadrVenName as the VEN reports it
     */
    record Registered(
            String messageId,
            String venId,
            Instant at,
            String registrationId,
            String profile,
            String transport,
            Optional<String> transportAddress,
            Optional<String> venName,
            boolean reportOnly,
            boolean xmlSignature,
            boolean httpPull)
            implements VenMessage {
        @Override
        public void toldTo(VenMessageListener listener) {
            listener.registered(this);
        }
    }

    /**
     * The VEN's registration ended: it sent oadrCancelPartyRegistration, or agreed to ours. Its report requests and opt
     * schedules end with it.
     *
     * @param registrationId the one that ended
     */
    record Deregistered(String messageId, String venId, Instant at, String registrationId) implements VenMessage {
        @Override
        public void toldTo(VenMessageListener listener) {
            listener.deregistered(this);
        }
    }

    /**
     * The VEN answered an operator's request.
     *
     * @param requestId of the {@link PendingRequest}
     * @param responseCode of the VEN's eiResponse; one that is not 2xx is a refusal
     */
    record RequestAnswered(
            String messageId,
            String venId,
            Instant at,
            String requestId,
            String responseCode,
            Optional<String> responseDescription)
            implements VenMessage {
        @Override
        public void toldTo(VenMessageListener listener) {
            listener.requestAnswered(this);
        }
    }

    /** An operator's request was written to the VEN; whether it arrived only an answer can tell. */
    record RequestOffered(String messageId, String venId, Instant at, String requestId) implements Offer {
        @Override
        public void toldTo(VenMessageListener listener) {
            listener.requestOffered(this);
        }
    }

    /** An oadrDistributeEvent with these events was written to the VEN; whether it arrived only an answer can tell. */
    record EventsOffered(String messageId, String venId, Instant at, List<OfferedEvent> events) implements Offer {
        public EventsOffered {
            events = List.copyOf(events);
        }

        @Override
        public void toldTo(VenMessageListener listener) {
            listener.eventsOffered(this);
        }
    }

    /** What was written to a VEN; its place among the VEN's other messages means nothing. */
    sealed interface Offer extends VenMessage permits RequestOffered, EventsOffered {}

    /**
     * What several VENs were offered within a moment, in one record.
     *
     * @param venId the first one's, for a key
     */
    record Offers(String messageId, String venId, Instant at, List<Offer> offers) implements VenMessage {
        public Offers {
            offers = List.copyOf(offers);
        }

        @Override
        public List<VenMessage> each() {
            return List.copyOf(offers);
        }

        @Override
        public void toldTo(VenMessageListener listener) {
            offers.forEach(offer -> offer.toldTo(listener));
        }
    }

    /**
     * oadrCreatedEvent.
     *
     * @param responseCode the outer eiResponse's code; one that is not 2xx reports an error
     * @param responses only those that name an event of this VEN in its current modificationNumber
     */
    record EventsAnswered(String messageId, String venId, Instant at, String responseCode, List<EventAnswer> responses)
            implements VenMessage {
        public EventsAnswered {
            responses = List.copyOf(responses);
        }

        @Override
        public void toldTo(VenMessageListener listener) {
            listener.eventsAnswered(this);
        }
    }

    /**
     * oadrRegisterReport: replaces all capabilities that the VEN registered before.
     *
     * @param reports empty when the VEN has none
     */
    record ReportsRegistered(
            String messageId, String venId, Instant at, String requestId, List<ReportCapability> reports)
            implements VenMessage {
        public ReportsRegistered {
            reports = List.copyOf(reports);
        }

        @Override
        public void toldTo(VenMessageListener listener) {
            listener.reportsRegistered(this);
        }
    }

    /**
     * oadrCreateOpt was accepted: for one event, or for a schedule of availability, never both.
     *
     * @param optId the VEN's; the same once more replaces the opt
     * @param event the event and modificationNumber that it is for
     * @param available the times that it is for
     * @param resources resourceIDs that it is for
     * @param deviceClasses classes of end devices that it is for (oadrDeviceClass); neither these nor resources means the whole VEN
     */
    record OptCreated(
            String messageId,
            String venId,
            Instant at,
            String optId,
            OptType optType,
            String reason,
            Optional<String> marketContext,
            Optional<OfferedEvent> event,
            List<OptWindow> available,
            List<String> resources,
            List<String> deviceClasses)
            implements VenMessage {
        public OptCreated {
            available = List.copyOf(available);
            resources = List.copyOf(resources);
            deviceClasses = List.copyOf(deviceClasses);
        }

        /** Whether it speaks for the VEN as a whole. */
        public boolean isOfTheWholeVen() {
            return resources.isEmpty() && deviceClasses.isEmpty();
        }

        @Override
        public void toldTo(VenMessageListener listener) {
            listener.optCreated(this);
        }
    }

    /** oadrCancelOpt was accepted. */
    record OptCanceled(String messageId, String venId, Instant at, String optId) implements VenMessage {
        @Override
        public void toldTo(VenMessageListener listener) {
            listener.optCanceled(this);
        }
    }

    /**
     * A message of the VEN was refused, so that it had no effect; not each one of a VEN that goes on sending the same.
     *
     * @param message its root element, such as {@code oadrPoll}; {@code message} if it was not read
     * @param responseCode that it was answered with
     * @param httpStatus if it was answered with an HTTP error; empty if with a reply of the protocol
     */
    record MessageRefused(
            String messageId,
            String venId,
            Instant at,
            String message,
            String responseCode,
            String description,
            Optional<Integer> httpStatus)
            implements VenMessage {

        /** The response code, or the HTTP error, as operators are told it. */
        public String answeredWith() {
            return answeredWith(responseCode, httpStatus);
        }

        private static String answeredWith(String responseCode, Optional<Integer> httpStatus) {
            return httpStatus.map(status -> "HTTP " + status).orElse(responseCode);
        }

        /** What was refused, and why, as a sentence. */
        public String inWords() {
            return inWords(message, responseCode, httpStatus, description);
        }

        /** The same of what is kept of one. */
        public static String inWords(
                String message, String responseCode, Optional<Integer> httpStatus, String description) {
            return "%s was refused with %s: %s".formatted(message, answeredWith(responseCode, httpStatus), description);
        }

        @Override
        public void toldTo(VenMessageListener listener) {
            listener.messageRefused(this);
        }
    }

    /**
     * A time of a vavailability.
     *
     * @param duration zero is without an end
     */
    record OptWindow(Instant start, Duration duration) {}

    /** An event as it was offered. */
    record OfferedEvent(String eventId, int modificationNumber) {}

    /** One eventResponse. */
    record EventAnswer(
            String requestId,
            String eventId,
            int modificationNumber,
            OptType optType,
            String responseCode,
            Optional<String> responseDescription) {}

    /** One oadrReport of METADATA. */
    record ReportCapability(String reportSpecifierId, String reportName, List<DataPoint> dataPoints) {
        public ReportCapability {
            dataPoints = List.copyOf(dataPoints);
        }
    }

    /**
     * One oadrReportDescription.
     *
     * @param rId rID
     * @param unit the element's name of itemBase, such as {@code powerReal}
     */
    record DataPoint(String rId, String reportType, String readingType, Optional<String> unit) {}
}
