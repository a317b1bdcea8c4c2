package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.validation.Schema;
import org.xml.sax.SAXException;

/**
 * The one JAXB context, the schema that its classes stand for, and pools of what is costly to make and not thread safe.
 * Thread safe itself.
 */
final class Bindings {

    private final JAXBContext context;
    private final Schema schema;
    private final Queue<Unmarshaller> unmarshallers = new ConcurrentLinkedQueue<>();
    private final Queue<Marshaller> marshallers = new ConcurrentLinkedQueue<>();

    Bindings() {
        try {
            context = JAXBContext.newInstance(types());
            schema = GeneratedSchema.of(context);
        } catch (JAXBException | IOException | SAXException e) {
            throw new IllegalStateException("the binding classes do not fit together", e);
        }
    }

    private static Class<?>[] types() {
        return Stream.of(
                        Stream.of(ObjectFactory.class, EnvelopeXml.Payload.class),
                        RequestReader.types(),
                        ReplyWriter.TYPES.stream())
                .flatMap(types -> types)
                .toArray(Class<?>[]::new);
    }

    /** The schema of the binding classes. */
    Schema schema() {
        return schema;
    }

    /** Something done with a pooled (un)marshaller. */
    @FunctionalInterface
    interface Use<T, R> {
        R with(T pooled) throws JAXBException, XMLStreamException;
    }

    <R> R unmarshal(Use<Unmarshaller, R> use) throws JAXBException, XMLStreamException {
        Unmarshaller pooled = unmarshallers.poll();
        Unmarshaller unmarshaller = pooled != null ? pooled : context.createUnmarshaller();
        // One that failed is not given back: it may be in the middle of a message.
        R result = use.with(unmarshaller);
        unmarshallers.add(unmarshaller);
        return result;
    }

    <R> R marshal(Use<Marshaller, R> use) throws JAXBException, XMLStreamException {
        Marshaller pooled = marshallers.poll();
        Marshaller marshaller = pooled != null ? pooled : context.createMarshaller();
        R result = use.with(marshaller);
        marshallers.add(marshaller);
        return result;
    }
}
