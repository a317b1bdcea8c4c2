package io.openvtn.bench.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a VEN says, as its bytes. Nothing of what goes in is escaped. Immutable. */
public record VenMessages(String venId) {

    private static final String NAMESPACES = " ei:schemaVersion=\"2.0b\""
            + " xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
            + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\""
            + " xmlns:xcal=\"urn:ietf:params:xml:ns:icalendar-2.0\"";
    private static final String REPORT_NAMESPACES = " xmlns:xcal=\"urn:ietf:params:xml:ns:icalendar-2.0\""
            + " xmlns:power=\"http://docs.oasis-open.org/ns/emix/2011/06/power\""
            + " xmlns:scale=\"http://docs.oasis-open.org/ns/emix/2011/06/siscale\"";

    public byte[] poll() {
        return message("oadrPoll", id());
    }

    public byte[] register(String venName) {
        return message("oadrCreatePartyRegistration", registration(venName));
    }

    /**
     * When it is not available.
     *
     * @param date when that begins
     * @param duration how long it lasts
     */
    public byte[] schedule(String optId, String date, String duration) {
        return message(
                "oadrCreateOpt",
                "<ei:optID>" + optId + "</ei:optID><ei:optType>optOut</ei:optType><ei:optReason>mustRun</ei:optReason>"
                        + id() + "<xcal:vavailability><xcal:components><xcal:available><xcal:properties>"
                        + "<xcal:dtstart><xcal:date-time>" + date + "</xcal:date-time></xcal:dtstart>"
                        + "<xcal:duration><xcal:duration>" + duration + "</xcal:duration></xcal:duration>"
                        + "</xcal:properties></xcal:available></xcal:components></xcal:vavailability>"
                        + "<ei:createdDateTime>2026-12-01T12:00:00Z</ei:createdDateTime>" + request("opt")
                        + "<ei:eiTarget/>");
    }

    /** Answers to events that nobody has called. */
    public byte[] acknowledge(int events) {
        var responses = new StringBuilder();
        for (int i = 0; i < events; i++) {
            responses.append(optedIn("none-" + i));
        }
        return createdEvent(responses);
    }

    /** Accepts the first modification of an event. */
    public byte[] optIn(String eventId) {
        return createdEvent(optedIn(eventId));
    }

    private static String optedIn(String eventId) {
        return "<ei:eventResponse><ei:responseCode>200</ei:responseCode>" + request("r")
                + "<ei:qualifiedEventID><ei:eventID>" + eventId
                + "</ei:eventID><ei:modificationNumber>0</ei:modificationNumber></ei:qualifiedEventID>"
                + "<ei:optType>optIn</ei:optType></ei:eventResponse>";
    }

    private byte[] createdEvent(CharSequence responses) {
        return message(
                "oadrCreatedEvent",
                "<pyld:eiCreatedEvent><ei:eiResponse><ei:responseCode>200</ei:responseCode>" + request("a")
                        + "</ei:eiResponse><ei:eventResponses>" + responses + "</ei:eventResponses>" + id()
                        + "</pyld:eiCreatedEvent>");
    }

    private String registration(String venName) {
        return request("reg") + "<oadr:oadrProfileName>2.0b</oadr:oadrProfileName>"
                + "<oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>"
                + "<oadr:oadrReportOnly>false</oadr:oadrReportOnly><oadr:oadrXmlSignature>false</oadr:oadrXmlSignature>"
                + "<oadr:oadrVenName>" + venName
                + "</oadr:oadrVenName><oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>";
    }

    public byte[] unfinished() {
        return ("<oadr:oadrPoll" + NAMESPACES + "><ei:venID>").getBytes(UTF_8);
    }
    /** The element that says whose it is. */
    public String id() {
        return "<ei:venID>" + venId + "</ei:venID>";
    }

    public byte[] entities() {
        var bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
        }
        return bomb.append("]><x>&e19;</x>").toString().getBytes(UTF_8);
    }

    private static String request(String requestId) {
        return "<pyld:requestID>" + requestId + "</pyld:requestID>";
    }

    /** A number that a pattern has to be held against. */
    public byte[] longNumber(int digits) {
        return schedule("opt-long", "2026-12-01T17:00:00Z", "PT" + "1".repeat(digits) + "S");
    }
    /** A payload with that root element. */
    public static byte[] message(String root, String content) {
        return "<oadr:%1$s%2$s>%3$s</oadr:%1$s>"
                .formatted(root, NAMESPACES, content)
                .getBytes(UTF_8);
    }

    public byte[] query() {
        return message("oadrQueryRegistration", request("query"));
    }

    public byte[] requestEvent() {
        return message("oadrRequestEvent", "<pyld:eiRequestEvent>" + request("all") + id() + "</pyld:eiRequestEvent>");
    }

    public byte[] registerReport() {
        return message("oadrRegisterReport", request("report") + telemetry("2026-12-01T12:00:00Z") + id());
    }

    /**
     * What a VEN that measures a whole site offers, from one to sixty minutes: an oadrReport with its own namespaces.
     *
     * @param createdDateTime as OpenADR writes it
     */
    public static String telemetry(String createdDateTime) {
        return "<oadr:oadrReport" + REPORT_NAMESPACES + ">"
                + "<xcal:duration><xcal:duration>PT1H</xcal:duration></xcal:duration>"
                + "<oadr:oadrReportDescription><ei:rID>site</ei:rID><ei:reportType>usage</ei:reportType>"
                + "<power:powerReal><power:itemDescription>RealPower</power:itemDescription>"
                + "<power:itemUnits>W</power:itemUnits><scale:siScaleCode>k</scale:siScaleCode>"
                + "<power:powerAttributes><power:hertz>50</power:hertz><power:voltage>230</power:voltage>"
                + "<power:ac>true</power:ac></power:powerAttributes></power:powerReal>"
                + "<ei:readingType>Direct Read</ei:readingType>"
                + "<oadr:oadrSamplingRate><oadr:oadrMinPeriod>PT1M</oadr:oadrMinPeriod>"
                + "<oadr:oadrMaxPeriod>PT1H</oadr:oadrMaxPeriod><oadr:oadrOnChange>false</oadr:oadrOnChange>"
                + "</oadr:oadrSamplingRate></oadr:oadrReportDescription>"
                + "<ei:reportRequestID>0</ei:reportRequestID>"
                + "<ei:reportSpecifierID>telemetry</ei:reportSpecifierID>"
                + "<ei:reportName>METADATA_TELEMETRY_USAGE</ei:reportName>"
                + "<ei:createdDateTime>" + createdDateTime + "</ei:createdDateTime></oadr:oadrReport>";
    }

    public byte[] createdReport() {
        return message(
                "oadrCreatedReport",
                "<ei:eiResponse><ei:responseCode>200</ei:responseCode>" + request("c") + "</ei:eiResponse>"
                        + "<oadr:oadrPendingReports><ei:reportRequestID>r-1</ei:reportRequestID>"
                        + "</oadr:oadrPendingReports>" + id());
    }

    public byte[] cancelOpt() {
        return message("oadrCancelOpt", request("cancel") + "<ei:optID>opt-1</ei:optID>" + id());
    }
}
