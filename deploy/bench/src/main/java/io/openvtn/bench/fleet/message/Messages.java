package io.openvtn.bench.fleet.message;

import io.openvtn.bench.suite.VenMessages;
import java.time.Instant;
import java.util.List;

/** Writes what a VEN says. Nothing of what goes in needs escaping: all of it are our own names, IDs and numbers. */
public final class Messages {

    private static final String NAMESPACES =
            " ei:schemaVersion=\"2.0b\" xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
                    + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
                    + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"";

    private Messages() {}

    public static Message query(String requestId) {
        return of(
                Kind.QUERY,
                requestId,
                "<oadr:oadrQueryRegistration" + NAMESPACES + ">" + requestId(requestId)
                        + "</oadr:oadrQueryRegistration>");
    }

    public static Message register(String requestId, String venName) {
        return of(
                Kind.REGISTER,
                requestId,
                "<oadr:oadrCreatePartyRegistration" + NAMESPACES + ">" + requestId(requestId)
                        + "<oadr:oadrProfileName>2.0b</oadr:oadrProfileName>"
                        + "<oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>"
                        + "<oadr:oadrReportOnly>false</oadr:oadrReportOnly>"
                        + "<oadr:oadrXmlSignature>false</oadr:oadrXmlSignature>"
                        + "<oadr:oadrVenName>" + venName + "</oadr:oadrVenName>"
                        + "<oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel></oadr:oadrCreatePartyRegistration>");
    }

    /** No reports at all, as many VENs have none and say so. */
    public static Message registerNoReports(String requestId, String venId) {
        return registerReport(requestId, "", venId);
    }

    /** Telemetry of the whole site, from one to sixty minutes. */
    public static Message registerTelemetry(String requestId, String venId, Instant now) {
        return registerReport(requestId, VenMessages.telemetry(now.toString()), venId);
    }

    private static Message registerReport(String requestId, String reports, String venId) {
        return of(
                Kind.REGISTER_REPORT,
                requestId,
                "<oadr:oadrRegisterReport" + NAMESPACES + ">" + requestId(requestId) + reports + venId(venId)
                        + "</oadr:oadrRegisterReport>");
    }

    public static Message requestEvent(String requestId, String venId) {
        return of(
                Kind.REQUEST_EVENT,
                requestId,
                "<oadr:oadrRequestEvent" + NAMESPACES + "><pyld:eiRequestEvent>" + requestId(requestId) + venId(venId)
                        + "</pyld:eiRequestEvent></oadr:oadrRequestEvent>");
    }

    public static Message poll(String venId) {
        return of(Kind.POLL, "", "<oadr:oadrPoll" + NAMESPACES + ">" + venId(venId) + "</oadr:oadrPoll>");
    }

    /**
     * The same answer to all of those events.
     *
     * @param distributeId the oadrDistributeEvent's own requestID
     */
    public static Message createdEvent(String distributeId, List<OfferedEvent> events, boolean optIn, String venId) {
        var responses = new StringBuilder();
        for (OfferedEvent event : events) {
            responses
                    .append("<ei:eventResponse><ei:responseCode>200</ei:responseCode>")
                    .append(requestId(distributeId))
                    .append("<ei:qualifiedEventID><ei:eventID>")
                    .append(event.eventId())
                    .append("</ei:eventID><ei:modificationNumber>")
                    .append(event.modificationNumber())
                    .append("</ei:modificationNumber></ei:qualifiedEventID><ei:optType>")
                    .append(optIn ? "optIn" : "optOut")
                    .append("</ei:optType></ei:eventResponse>");
        }
        String xml = "<oadr:oadrCreatedEvent" + NAMESPACES + "><pyld:eiCreatedEvent>" + eiResponse(distributeId)
                + "<ei:eventResponses>" + responses + "</ei:eventResponses>" + venId(venId)
                + "</pyld:eiCreatedEvent></oadr:oadrCreatedEvent>";
        return new Message(Kind.CREATED_EVENT, distributeId, xml, events);
    }

    /** Accepts what an oadrCreateReport asks for. */
    public static Message createdReport(String requestId, List<String> reportRequestIds, String venId) {
        var pending = new StringBuilder();
        for (String id : reportRequestIds) {
            pending.append("<ei:reportRequestID>").append(id).append("</ei:reportRequestID>");
        }
        return of(
                Kind.CREATED_REPORT,
                requestId,
                "<oadr:oadrCreatedReport" + NAMESPACES + ">" + eiResponse(requestId)
                        + "<oadr:oadrPendingReports>" + pending + "</oadr:oadrPendingReports>" + venId(venId)
                        + "</oadr:oadrCreatedReport>");
    }

    private static Message of(Kind kind, String requestId, String xml) {
        return new Message(kind, requestId, xml, List.of());
    }

    private static String eiResponse(String requestId) {
        return "<ei:eiResponse><ei:responseCode>200</ei:responseCode>" + requestId(requestId) + "</ei:eiResponse>";
    }

    private static String requestId(String requestId) {
        return "<pyld:requestID>" + requestId + "</pyld:requestID>";
    }

    private static String venId(String venId) {
        return "<ei:venID>" + venId + "</ei:venID>";
    }
}
