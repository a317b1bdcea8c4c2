package io.openvtn.bench.fleet.message;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads one reply of the VTN. */
public final class ReplyReader {

    private static final String OADR = "http://openadr.org/oadr-2.0b/2012/07";
    private static final String EI = "http://docs.oasis-open.org/ns/energyinterop/201110";
    private static final Set<String> ENVELOPE = Set.of("oadrPayload", "oadrSignedObject");
    private static final Set<String> STATUSES = Set.of("far", "near", "active", "completed", "cancelled");
    private static final XMLInputFactory XML = factory();

    private final XMLStreamReader xml;
    /** Names of the elements that are open, the innermost first, without envelope. */
    private final Deque<String> open = new ArrayDeque<>();

    private final StringBuilder text = new StringBuilder();
    /** Texts of the reply itself and of its eiResponse. */
    private final Map<String, String> head = new HashMap<>();

    private final Map<String, String> event = new HashMap<>();
    private final List<OfferedEvent> events = new ArrayList<>();
    private final List<String> reportRequests = new ArrayList<>();
    private Optional<String> root = Optional.empty();

    private ReplyReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    public static Reply read(byte[] body) throws UnreadableReplyException {
        try {
            return new ReplyReader(XML.createXMLStreamReader(new ByteArrayInputStream(body))).read();
        } catch (XMLStreamException e) {
            throw new UnreadableReplyException("not XML: " + e.getMessage());
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }

    private Reply read() throws XMLStreamException, UnreadableReplyException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {
                    // comments and the like say nothing
                }
            }
        }
        String name = root.orElseThrow(() -> new UnreadableReplyException("an envelope with nothing in it"));
        var code = Optional.ofNullable(head.get("responseCode"));
        if (code.isEmpty() && VTN_BEGINS.stream().noneMatch(name::equals)) {
            throw new UnreadableReplyException(name + " without responseCode");
        }
        return new Reply(
                name,
                code,
                Optional.ofNullable(head.get("eiResponse/requestID")),
                Optional.ofNullable(head.get("requestID")),
                Optional.ofNullable(head.get("venID")),
                events,
                reportRequests);
    }

    /** Messages that a poll may bring and that answer nothing. */
    private static final Set<String> VTN_BEGINS = Set.of(
            "oadrCreateReport",
            "oadrCancelReport",
            "oadrRegisterReport",
            "oadrUpdateReport",
            "oadrRequestReregistration",
            "oadrCancelPartyRegistration");

    private void start() throws UnreadableReplyException {
        String name = xml.getLocalName();
        text.setLength(0);
        if (root.isPresent()) {
            open.push(name);
        } else if (!OADR.equals(xml.getNamespaceURI())) {
            throw new UnreadableReplyException(name + " is not an element of OpenADR 2.0b");
        } else if (!ENVELOPE.contains(name)) {
            if (!"2.0b".equals(xml.getAttributeValue(EI, "schemaVersion"))) {
                throw new UnreadableReplyException(name + " without schemaVersion 2.0b");
            }
            root = Optional.of(name);
        }
    }

    private void end() throws UnreadableReplyException {
        String name = xml.getLocalName();
        if (open.isEmpty()) {
            return;
        }
        open.pop();
        String value = text.toString().strip();
        text.setLength(0);
        if (open.contains("oadrEvent")) {
            event.putIfAbsent(name, value);
        } else if (name.equals("oadrEvent")) {
            events.add(event());
        } else if ("eiResponse".equals(open.peek())) {
            head.put(name.equals("requestID") ? "eiResponse/requestID" : name, value);
        } else if (name.equals("reportRequestID") && "oadrReportRequest".equals(open.peek())) {
            reportRequests.add(value);
        } else if (open.isEmpty()) {
            head.put(name, value);
        }
    }

    private OfferedEvent event() throws UnreadableReplyException {
        String eventId = required("eventID");
        String status = required("eventStatus");
        if (!STATUSES.contains(status)) {
            throw new UnreadableReplyException("event %s has the eventStatus '%s'".formatted(eventId, status));
        }
        try {
            int modification = Integer.parseInt(required("modificationNumber"));
            boolean answer = required("oadrResponseRequired").equals("always");
            event.clear();
            return new OfferedEvent(eventId, modification, status, answer);
        } catch (NumberFormatException e) {
            throw new UnreadableReplyException("event %s has no number as modificationNumber".formatted(eventId));
        }
    }

    private String required(String name) throws UnreadableReplyException {
        String value = event.get(name);
        if (value == null || value.isEmpty()) {
            throw new UnreadableReplyException("an oadrEvent without " + name);
        }
        return value;
    }
}
