package io.openvtn.vtnapi.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** From the binding classes to the messages that the rest of the VTN knows. */
final class RequestReader {

    private RequestReader() {}

    static VenRequest read(Object bound) {
        if (bound instanceof PollXml.Poll poll) {
            return new VenRequest.Poll(id(poll.venId));
        } else if (bound instanceof RegistrationXml.QueryRegistration query) {
            return new VenRequest.QueryRegistration(query.requestId);
        } else if (bound instanceof RegistrationXml.CreatePartyRegistration create) {
            return create(create);
        } else if (bound instanceof RegistrationXml.CancelPartyRegistration cancel) {
            return new VenRequest.CancelPartyRegistration(
                    cancel.requestId, cancel.registrationId.strip(), id(cancel.venId));
        } else if (bound instanceof RegistrationXml.CanceledPartyRegistration canceled) {
            return new VenRequest.CanceledPartyRegistration(
                    canceled.eiResponse.responseCode,
                    Optional.ofNullable(canceled.eiResponse.responseDescription),
                    canceled.eiResponse.requestId,
                    id(canceled.venId));
        } else if (bound instanceof PollXml.Response response) {
            return new VenRequest.Response(
                    response.eiResponse.responseCode,
                    Optional.ofNullable(response.eiResponse.responseDescription),
                    response.eiResponse.requestId,
                    id(response.venId));
        } else if (bound instanceof EventXml.RequestEvent request) {
            return request(request.eiRequestEvent);
        } else if (bound instanceof EventXml.CreatedEvent created) {
            return created(created.eiCreatedEvent);
        } else if (bound instanceof ReportXml.RegisterReport register) {
            return register(register);
        } else if (bound instanceof OptXml.CreateOpt create) {
            return createOpt(create);
        } else if (bound instanceof OptXml.CancelOpt cancel) {
            return new VenRequest.CancelOpt(cancel.requestId, id(cancel.venId), cancel.optId);
        }
        throw new IllegalStateException("no request: " + bound.getClass());
    }

    /** Whether the message is one that this VTN reads whole. */
    static boolean reads(MessageKind kind) {
        return switch (kind) {
            case POLL,
                    RESPONSE,
                    QUERY_REGISTRATION,
                    CREATE_PARTY_REGISTRATION,
                    CANCEL_PARTY_REGISTRATION,
                    CANCELED_PARTY_REGISTRATION,
                    REQUEST_EVENT,
                    CREATED_EVENT,
                    REGISTER_REPORT,
                    CREATE_OPT,
                    CANCEL_OPT -> true;
            default -> false;
        };
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
                        .map(RequestReader::response)
                        .toList());
    }

    private static VenRequest.EventResponse response(EventXml.EventResponse response) {
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
        return new VenRequest.RegisterReport(register.requestId, id(register.venId), reports);
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
                devices.map(TargetXml.Target::deviceClasses).orElse(List.of()));
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
