package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.MessageKind;
import io.openvtn.vtnapi.message.VenRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** From the binding classes to the messages that the rest of the VTN knows. */
final class RequestReader {

    private RequestReader() {}

    /**
     * How a kind of message is read.
     *
     * @param type its binding class
     * @param message what is made of it
     */
    record Reading<X>(Class<X> type, Function<X, VenRequest> message) {

        VenRequest read(Object bound) {
            return message.apply(type.cast(bound));
        }
    }

    /** Empty for what this VTN does not read. */
    static Optional<Reading<?>> of(MessageKind kind) {
        return switch (kind) {
            case POLL -> reading(PollXml.Poll.class, poll -> new VenRequest.Poll(id(poll.venId)));
            case QUERY_REGISTRATION ->
                reading(
                        RegistrationXml.QueryRegistration.class,
                        query -> new VenRequest.QueryRegistration(query.requestId));
            case CREATE_PARTY_REGISTRATION ->
                reading(RegistrationXml.CreatePartyRegistration.class, RequestReader::create);
            case CANCEL_PARTY_REGISTRATION ->
                reading(RegistrationXml.CancelPartyRegistration.class, RequestReader::cancel);
            case CANCELED_PARTY_REGISTRATION ->
                reading(RegistrationXml.CanceledPartyRegistration.class, RequestReader::canceled);
            case RESPONSE -> reading(PollXml.Response.class, RequestReader::response);
            case REQUEST_EVENT -> reading(EventXml.RequestEvent.class, request -> request(request.eiRequestEvent));
            case CREATED_EVENT -> reading(EventXml.CreatedEvent.class, created -> created(created.eiCreatedEvent));
            case REGISTER_REPORT -> reading(ReportXml.RegisterReport.class, RequestReader::register);
            case CREATE_OPT -> reading(OptXml.CreateOpt.class, RequestReader::createOpt);
            case CANCEL_OPT ->
                reading(
                        OptXml.CancelOpt.class,
                        cancel -> new VenRequest.CancelOpt(cancel.requestId, id(cancel.venId), cancel.optId));
            case REGISTERED_REPORT,
                    CREATE_REPORT,
                    CREATED_REPORT,
                    UPDATE_REPORT,
                    UPDATED_REPORT,
                    CANCEL_REPORT,
                    CANCELED_REPORT,
                    DISTRIBUTE_EVENT,
                    CREATED_PARTY_REGISTRATION,
                    REQUEST_REREGISTRATION,
                    CREATED_OPT,
                    CANCELED_OPT -> Optional.empty();
        };
    }

    /** The binding classes of all that is read. */
    static Stream<Class<?>> types() {
        return Arrays.stream(MessageKind.values())
                .flatMap(kind -> of(kind).stream())
                .map(Reading::type);
    }

    private static <X> Optional<Reading<?>> reading(Class<X> type, Function<X, VenRequest> message) {
        return Optional.of(new Reading<>(type, message));
    }

    private static VenRequest cancel(RegistrationXml.CancelPartyRegistration cancel) {
        return new VenRequest.CancelPartyRegistration(
                cancel.requestId, cancel.registrationId.strip(), id(cancel.venId));
    }

    private static VenRequest canceled(RegistrationXml.CanceledPartyRegistration canceled) {
        return new VenRequest.CanceledPartyRegistration(
                canceled.eiResponse.responseCode,
                Optional.ofNullable(canceled.eiResponse.responseDescription),
                canceled.eiResponse.requestId,
                id(canceled.venId));
    }

    private static VenRequest response(PollXml.Response response) {
        return new VenRequest.Response(
                response.eiResponse.responseCode,
                Optional.ofNullable(response.eiResponse.responseDescription),
                response.eiResponse.requestId,
                id(response.venId));
    }

    private static VenRequest create(RegistrationXml.CreatePartyRegistration create) {
        return new VenRequest.CreatePartyRegistration(
                create.requestId,
                id(create.registrationId),
                id(create.venId),
                create.oadrProfileName.word,
                create.oadrTransportName.word,
                Optional.ofNullable(create.oadrTransportAddress),
                create.oadrReportOnly,
                create.oadrXmlSignature,
                Optional.ofNullable(create.oadrVenName),
                Boolean.TRUE.equals(create.oadrHttpPullModel));
    }

    private static VenRequest request(EventXml.EiRequestEvent request) {
        return new VenRequest.RequestEvent(
                request.requestId,
                id(request.venId),
                request.replyLimit == null
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) Math.min(request.replyLimit, Integer.MAX_VALUE)));
    }

    private static VenRequest created(EventXml.EiCreatedEvent created) {
        return new VenRequest.CreatedEvent(
                created.eiResponse.responseCode,
                created.eiResponse.requestId,
                id(created.venId),
                created.eventResponses.eventResponse.stream()
                        .map(RequestReader::eventResponse)
                        .toList());
    }

    private static VenRequest.EventResponse eventResponse(EventXml.EventResponse response) {
        return new VenRequest.EventResponse(
                response.requestId,
                response.qualifiedEventId.eventId,
                response.qualifiedEventId.modificationNumber,
                response.optType == EventXml.Opt.IN,
                response.responseCode,
                Optional.ofNullable(response.responseDescription));
    }

    private static VenRequest register(ReportXml.RegisterReport register) {
        List<VenRequest.MetadataReport> reports =
                register.oadrReport.stream().map(RequestReader::report).toList();
        Optional<Instant> createdAt = register.oadrReport.stream()
                .flatMap(report -> XmlText.instant(report.createdDateTime).stream())
                .max(Comparator.naturalOrder());
        return new VenRequest.RegisterReport(register.requestId, id(register.venId), reports, createdAt);
    }

    private static VenRequest.MetadataReport report(ReportXml.Report report) {
        return new VenRequest.MetadataReport(
                report.reportSpecifierId,
                Optional.ofNullable(report.reportName).orElse(""),
                report.oadrReportDescription.stream()
                        .map(description -> new VenRequest.DataPoint(
                                description.rId,
                                description.reportType,
                                description.readingType,
                                Optional.ofNullable(description.itemBase)
                                        .map(item -> item.getName().getLocalPart())))
                        .toList());
    }

    private static VenRequest createOpt(OptXml.CreateOpt create) {
        TargetXml.Target target = create.eiTarget;
        Optional<TargetXml.Target> devices = Optional.ofNullable(create.oadrDeviceClass);
        boolean others = target.namesOthers()
                || devices.filter(TargetXml.Target::namesMoreThanDevices).isPresent();
        return new VenRequest.CreateOpt(
                create.requestId,
                id(create.venId),
                create.optId,
                create.optType == EventXml.Opt.IN,
                create.optReason,
                id(create.marketContext),
                Optional.ofNullable(create.qualifiedEventId)
                        .map(event -> new VenRequest.QualifiedEvent(event.eventId, event.modificationNumber)),
                Optional.ofNullable(create.vavailability).map(RequestReader::windows),
                new VenRequest.OptTargets(target.venId, target.groupId, target.resourceId, others),
                devices.map(TargetXml.Target::deviceClasses).orElse(List.of()),
                XmlText.instant(create.createdDateTime));
    }

    private static List<VenRequest.OptWindow> windows(OptXml.Vavailability vavailability) {
        return vavailability.components.available.stream()
                .map(available -> new VenRequest.OptWindow(
                        available.properties.dtstart.dateTime, available.properties.duration.duration))
                .toList();
    }

    /** Some VENs send an empty element for an ID that they don't have. */
    private static Optional<String> id(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(id -> !id.isEmpty());
    }
}
