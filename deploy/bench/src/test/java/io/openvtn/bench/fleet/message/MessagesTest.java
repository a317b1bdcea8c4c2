package io.openvtn.bench.fleet.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.testkit.tool.Reference;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final OfferedEvent EVENT = new OfferedEvent("event-a", 1, "far", true);

    @Test
    void allAreValidByTheOfficialSchema() throws Exception {
        var factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        var schema = factory.newSchema(Reference.at("xsd/oadr_20b.xsd").toFile());

        for (Message message : all().toList()) {
            schema.newValidator().validate(new StreamSource(new StringReader(message.xml())));
        }
    }

    @Test
    void sayInTheirHeadHowLongTheyAre() {
        var message = Messages.poll("ven-7");
        String request = new String(message.request("vtn.example:8443", ""), UTF_8);

        assertThat(request)
                .startsWith("POST /OpenADR2/Simple/2.0b/OadrPoll HTTP/1.1\r\nHost: vtn.example:8443\r\n")
                .contains("\r\nContent-Length: " + message.xml().length() + "\r\n")
                .endsWith("\r\n\r\n" + message.xml());
    }

    @Test
    void answerEveryEventWithTheIdOfItsList() {
        var answer = Messages.createdEvent("vtn-99", List.of(EVENT), false, "ven-7");

        assertThat(answer.xml())
                .contains("<pyld:requestID>vtn-99<", ">event-a<", ">1</ei:modificationNumber>", ">optOut<");
        assertThat(answer.events()).containsExactly(EVENT);
    }

    private static Stream<Message> all() {
        return Stream.of(
                Messages.query("r1"),
                Messages.register("r2", "depot-7"),
                Messages.registerNoReports("r3", "ven-7"),
                Messages.registerTelemetry("r3", "ven-7", Instant.parse("2026-12-01T12:00:00.123Z")),
                Messages.requestEvent("r4", "ven-7"),
                Messages.poll("ven-7"),
                Messages.createdEvent("vtn-99", List.of(EVENT), true, "ven-7"),
                Messages.createdReport("vtn-5", List.of("report-1"), "ven-7"));
    }
}
