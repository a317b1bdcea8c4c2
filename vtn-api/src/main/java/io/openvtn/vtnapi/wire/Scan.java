package io.openvtn.vtnapi.wire;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * A first look at a body, which reads it to its end: whether it is XML that this VTN reads at all, and what every message
 * says of itself, however invalid the rest is.
 *
 * @param rootElement of the message inside the envelope; empty when an envelope holds none
 * @param requestId the message's; empty when it has none
 * @param position which of the body's elements the message is, counted from 1; 0 when there is none
 * @param fault what is wrong with the envelope, or with a value that is too long to be looked at; empty when nothing is
 */
record Scan(
        String rootElement,
        String namespace,
        boolean enveloped,
        String requestId,
        Optional<String> venId,
        int position,
        Optional<String> fault) {

    private static final XMLInputFactory FACTORY = hardened();

    static Scan of(byte[] body) throws UnreadableMessageException {
        if (body.length == 0) {
            throw new UnreadableMessageException("the body is empty; it has to be an OpenADR 2.0b message in XML");
        }
        try {
            return new Scanner(reader(body)).scan();
        } catch (XMLStreamException e) {
            throw new UnreadableMessageException("the body is not well-formed XML: " + oneLine(e.getMessage()));
        }
    }

    /** The same body again, at the start of the message: what an envelope holds beside it, a signature, is passed over, and what is in wildcards too. */
    XMLStreamReader atMessage(byte[] body) throws XMLStreamException {
        var reader = reader(body);
        for (int element = 0; element < position; ) {
            reader.next();
            element += reader.isStartElement() ? 1 : 0;
        }
        return new WithoutWildcards(reader);
    }

    private static XMLStreamReader reader(byte[] body) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
    }

    private static String oneLine(String message) {
        return Optional.ofNullable(message).orElse("").replaceAll("\\s+", " ").strip();
    }

    /** No DTD, and no entity beyond XML's own five. */
    private static XMLInputFactory hardened() {
        // Not the JDK's, which writes a line of its own to the standard error for each byte that is no UTF-8.
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Lazily found errors would come as unchecked exceptions.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }
}
