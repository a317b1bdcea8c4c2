package io.openvtn.vtnapi.wire;

import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Runs once over one body. */
final class Scanner {

    private static final int DEEPEST = 32;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int MOST_NAMESPACES = 64;
    private static final int LONGEST_TEXT = 65_536;
    private static final int LONGEST_ID = 256;
    private static final int MOST_ELEMENTS = 50_000;
    /** Of a text that is matched against patterns, or is a number. */
    private static final int LONGEST_VALUE = 256;

    private static final Set<String> NUMBERS =
            Set.of("modificationNumber", "replyLimit", "pulseFactor", "hertz", "voltage");
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private final XMLStreamReader reader;
    private final StringBuilder id = new StringBuilder();
    private int depth;
    private int elements;
    private int idDepth;
    private String idName = "";
    /** The element whose value is being read; empty if it is a text. */
    private String value = "";

    private boolean enveloped;
    private boolean signedObjectSeen;
    private boolean inSignedObject;
    private boolean inMessage;
    private String rootElement = "";
    private String namespace = "";
    private int position;
    private Optional<String> requestId = Optional.empty();
    private Optional<String> venId = Optional.empty();
    private Optional<String> fault = Optional.empty();

    Scanner(XMLStreamReader reader) {
        this.reader = reader;
    }

    Scan scan() throws XMLStreamException, UnreadableMessageException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                    throw new UnreadableMessageException("the body has a DOCTYPE, which this VTN does not read");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnreadableMessageException("the body refers to an entity, which this VTN does not read");
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {}
            }
        }
        if (enveloped && position == 0) {
            fault("oadrPayload holds no oadrSignedObject with a message");
        }
        return new Scan(rootElement, namespace, enveloped, requestId.orElse(""), venId, position, fault);
    }

    private void start() throws UnreadableMessageException {
        depth++;
        elements++;
        if (elements > MOST_ELEMENTS) {
            throw new UnreadableMessageException("the body has more elements than any message");
        }
        if (depth > DEEPEST) {
            throw new UnreadableMessageException("the body is nested deeper than any message");
        }
        if (reader.getAttributeCount() > MOST_ATTRIBUTES || reader.getNamespaceCount() > MOST_NAMESPACES) {
            throw new UnreadableMessageException("an element has more attributes than those of any message");
        }
        String name = reader.getLocalName();
        value = GeneratedSchema.hasPattern(name) || NUMBERS.contains(name) ? name : "";
        if (depth == 1 && isOadr("oadrPayload")) {
            enveloped = true;
        } else if (enveloped && depth == 2) {
            insidePayload(name);
        } else if (enveloped ? depth == 3 && inSignedObject : depth == 1) {
            message(name);
        } else if (inMessage
                && idDepth == 0
                && (wanted(name, "requestID", requestId) || wanted(name, "venID", venId))) {
            idDepth = depth;
            idName = name;
            id.setLength(0);
        }
    }

    private void insidePayload(String name) {
        if (isOadr("oadrSignedObject") && !signedObjectSeen) {
            signedObjectSeen = true;
            inSignedObject = true;
        } else if (elements > 2 || !isSignature(name)) {
            fault("oadrPayload holds " + name + " where only one oadrSignedObject, after a Signature, is allowed");
        }
    }

    private void message(String name) {
        if (position > 0) {
            fault("oadrSignedObject holds " + name + " after " + rootElement + "; only one message is allowed");
            return;
        }
        rootElement = name;
        namespace = Optional.ofNullable(reader.getNamespaceURI()).orElse("");
        position = elements;
        inMessage = true;
    }

    private void text() throws UnreadableMessageException {
        if (reader.getTextLength() > LONGEST_TEXT) {
            throw new UnreadableMessageException("a text is longer than that of any message");
        }
        if (!value.isEmpty() && inMessage && reader.getTextLength() > LONGEST_VALUE) {
            fault("%s holds more than %d characters".formatted(value, LONGEST_VALUE));
        }
        if (idDepth > 0 && id.length() < LONGEST_ID) {
            id.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
    }

    private void end() {
        if (depth == idDepth) {
            String found = id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id.toString();
            if (idName.equals("venID")) {
                venId = Optional.of(found.strip()).filter(text -> !text.isEmpty());
            } else {
                requestId = Optional.of(found.strip());
            }
            idDepth = 0;
        }
        value = "";
        inMessage &= depth > (enveloped ? 3 : 1);
        inSignedObject &= depth > 2;
        depth--;
    }

    private static boolean wanted(String name, String id, Optional<String> found) {
        return found.isEmpty() && name.equals(id);
    }

    private boolean isOadr(String name) {
        return name.equals(reader.getLocalName()) && Namespaces.OADR.equals(reader.getNamespaceURI());
    }

    private boolean isSignature(String name) {
        return name.equals("Signature") && SIGNATURE.equals(reader.getNamespaceURI());
    }

    private void fault(String what) {
        fault = fault.or(() -> Optional.of(what));
    }
}
