package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.MessageKind;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VenRequest;
import io.openvtn.vtnapi.message.VtnReply;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;

/** Messages of OpenADR 2.0b from and to XML. Thread safe. */
public final class WireCodec {

    private static final int LONGEST_NAME = 80;

    private final Bindings bindings = new Bindings();
    private final ReplyWriter writer;
    private final KnownPolls polls = new KnownPolls(this::readWhole);
    private final WrittenBefore bare;
    private final WrittenBefore enveloped;

    /**
     * A codec.
     *
     * @param grid said beside every unit of power
     */
    public WireCodec(Grid grid) {
        this.writer = new ReplyWriter(grid);
        this.bare = WrittenBefore.by(reply -> writeWhole(reply, false));
        this.enveloped = WrittenBefore.by(reply -> writeWhole(reply, true));
    }

    /** What polls are answered with, which is written beforehand for the most part. */
    private record WrittenBefore(NothingWaits nothingWaits, WrittenEvents events) {

        static WrittenBefore by(Function<VtnReply, byte[]> writer) {
            return new WrittenBefore(new NothingWaits(writer), new WrittenEvents(writer));
        }

        Optional<byte[]> write(VtnReply reply) {
            return nothingWaits.write(reply).or(() -> events.write(reply));
        }
    }

    /**
     * Reads a message in the charset that HTTP names for it.
     *
     * @param charset of the Content-Type; empty where it names none, and the document speaks for itself
     * @throws UnreadableMessageException also if the charset is not that of the body
     * @throws InvalidMessageException as {@link #read(byte[])}
     */
    public IncomingMessage read(byte[] body, Optional<String> charset)
            throws UnreadableMessageException, InvalidMessageException {
        Optional<IncomingMessage> known = polls.find(body, charset);
        if (known.isPresent()) {
            return known.get();
        }
        IncomingMessage message = readWhole(body, charset);
        polls.learn(body, charset, message);
        return message;
    }

    private IncomingMessage readWhole(byte[] body, Optional<String> charset)
            throws UnreadableMessageException, InvalidMessageException {
        return read(EncodedBody.document(body, charset));
    }

    /**
     * Reads a message in any encoding that XML knows.
     *
     * @throws UnreadableMessageException if the body is no XML, has a DOCTYPE, or is beyond every limit
     * @throws InvalidMessageException if it is no valid message of OpenADR 2.0b
     */
    public IncomingMessage read(byte[] body) throws UnreadableMessageException, InvalidMessageException {
        Scan scan = Scan.of(body);
        if (scan.fault().isPresent()) {
            throw new InvalidMessageException(
                    ResponseCode.INVALID_DATA, scan.fault().get(), scan);
        }
        Optional<MessageKind> kind =
                scan.namespace().equals(Namespaces.OADR) ? MessageKind.of(scan.rootElement()) : Optional.empty();
        if (kind.isEmpty()) {
            throw new InvalidMessageException(
                    ResponseCode.NOT_RECOGNIZED,
                    "the message is not recognized; it is none of OpenADR 2.0b: {%s}%s"
                            .formatted(shortened(scan.namespace()), shortened(scan.rootElement())),
                    scan);
        }
        Optional<RequestReader.Reading<?>> reading = RequestReader.of(kind.get());
        VenRequest request = reading.isPresent()
                ? reading.get().read(bound(body, scan))
                : new VenRequest.Unsupported(kind.get(), scan.requestId(), scan.venId());
        return new IncomingMessage(request, scan.enveloped());
    }

    /** Writes a reply in UTF-8, in oadrPayload or bare. */
    public byte[] write(VtnReply reply, boolean inPayload) {
        return (inPayload ? enveloped : bare).write(reply).orElseGet(() -> writeWhole(reply, inPayload));
    }

    /** Without what is written beforehand. */
    byte[] writeWhole(VtnReply reply, boolean inPayload) {
        Object message = writer.bind(reply);
        if (inPayload) {
            var payload = new EnvelopeXml.Payload();
            payload.oadrSignedObject = new EnvelopeXml.SignedObject();
            payload.oadrSignedObject.message = message;
            message = payload;
        }
        return marshalled(message);
    }

    private Object bound(byte[] body, Scan scan) throws InvalidMessageException {
        var complaints = new Complaints();
        try {
            Object message = bindings.unmarshal(unmarshaller -> {
                unmarshaller.setSchema(bindings.schema());
                unmarshaller.setEventHandler(complaints);
                return unmarshaller.unmarshal(scan.atMessage(body));
            });
            if (complaints.none()) {
                return message;
            }
        } catch (JAXBException | XMLStreamException e) {
            complaints.add(String.valueOf(e.getMessage()));
        }
        throw new InvalidMessageException(
                ResponseCode.INVALID_DATA, scan.rootElement() + " is not valid: " + complaints.sentence(), scan);
    }

    private byte[] marshalled(Object message) {
        var out = new ByteArrayOutputStream(2_048);
        try {
            return bindings.marshal(marshaller -> {
                marshaller.setProperty(Marshaller.JAXB_ENCODING, StandardCharsets.UTF_8.name());
                marshaller.marshal(message, out);
                return out.toByteArray();
            });
        } catch (JAXBException | XMLStreamException e) {
            throw new IllegalStateException("a reply cannot be written", e);
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    }
}
