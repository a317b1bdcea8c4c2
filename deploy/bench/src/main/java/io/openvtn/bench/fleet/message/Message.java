package io.openvtn.bench.fleet.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * What a VEN is about to say.
 *
 * @param requestId the reply has to echo it; empty for oadrPoll, which has none
 * @param events those that an oadrCreatedEvent answers
 */
public record Message(Kind kind, String requestId, String xml, List<OfferedEvent> events) {

    public Message {
        events = List.copyOf(events);
    }

    /** The bytes on the wire, HTTP head and body. */
    public byte[] request(String authority, String path) {
        // No character outside ASCII is in any message, so characters are bytes.
        return ("POST " + path + "/OpenADR2/Simple/2.0b/" + kind.service() + " HTTP/1.1\r\n"
                        + "Host: " + authority + "\r\n"
                        + "Content-Type: application/xml\r\n"
                        + "Content-Length: " + xml.length() + "\r\n\r\n"
                        + xml)
                .getBytes(UTF_8);
    }
}
