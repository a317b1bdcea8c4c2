package io.openvtn.vtnapi.endpoint;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poll that comes again as it came before on its connection is answered as if it had been read again. */
@QuarkusTest
@TestProfile(RepetitionTest.Settings.class)
class RepetitionTest {

    private static final String FIRST_LINE = "POST /OpenADR2/Simple/2.0b/OadrPoll HTTP/1.1\r\n";

    @Inject
    TestFleet fleet;

    @Inject
    MeterRegistry meters;

    private EndpointVen ven;
    private Socket socket;
    private double repeatedBefore;

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("openvtn.vtn.rate", "5", "openvtn.vtn.idle", "2s");
        }
    }

    @BeforeEach
    void connect() throws IOException {
        ven = fleet.registered();
        repeatedBefore = count("openvtn.polls.repeated");
        socket = EndpointVen.client(Optional.of(ven.certificate()))
                .sslContext()
                .getSocketFactory()
                .createSocket("localhost", EndpointVen.port());
        socket.setSoTimeout(20_000);
    }

    @AfterEach
    void hangUp() throws IOException {
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\nUser-Agent: ven/1\r\n"})
    void theAnswerIsTheSameToTheByteAndCountedAlike(String headers) throws IOException {
        String poll = request(FIRST_LINE, EndpointVen.document("poll", ven.venId()), headers);
        double polls = count("openvtn.messages", "message", "oadrPoll", "code", "200");
        long requests = meters.get("openvtn.requests").timer().count();
        String first = say(poll);

        assertThat(say(poll)).isEqualTo(first).startsWith("HTTP/1.1 200 OK\r\n").contains("responseCode>200<");
        assertThat(say(poll)).isEqualTo(first);

        assertThat(repeated()).isEqualTo(2);
        assertThat(count("openvtn.messages", "message", "oadrPoll", "code", "200") - polls)
                .isEqualTo(3);
        assertThat(meters.get("openvtn.requests").timer().count() - requests).isEqualTo(3);
    }

    @Test
    void aHeadAndItsBodyMayComeOneAfterTheOther() throws Exception {
        String poll = poll();
        int body = poll.indexOf("\r\n\r\n") + 4;
        write(poll.substring(0, body));
        write(poll.substring(body));
        String first = reply();

        write(poll.substring(0, body));
        TimeUnit.MILLISECONDS.sleep(20);
        write(poll.substring(body));

        assertThat(reply()).isEqualTo(first);
        assertThat(repeated()).isEqualTo(1);
    }

    @Test
    void whatBeginsLikeThePollAndGoesOnInAnotherWayIsReadAsItIs() throws Exception {
        String poll = poll();
        String other = poll.replace(ven.venId() + "<", ven.venId().replaceFirst(".$", "\\$") + "<");
        int close = other.indexOf("$<");
        say(poll);

        write(other.substring(0, close));
        TimeUnit.MILLISECONDS.sleep(20);
        write(other.substring(close));
        assertThat(reply()).contains("responseCode>452<");
        assertThat(say(poll)).contains("responseCode>200<");

        write(poll.substring(0, poll.length() - 1));
        TimeUnit.MILLISECONDS.sleep(500);
        write(poll.substring(poll.length() - 1));
        assertThat(reply()).contains("responseCode>200<");
    }

    @Test
    void aPollInAPayloadIsAnsweredInOne() throws IOException {
        String poll = request(FIRST_LINE, EndpointVen.document("poll-enveloped", ven.venId()), "");
        String first = say(poll);

        assertThat(say(poll)).isEqualTo(first).contains("oadrSignedObject");
        assertThat(repeated()).isEqualTo(1);
    }

    @Test
    void anEventThatHasComeMeanwhileIsOffered() throws IOException {
        var event = event("event-" + UUID.randomUUID(), Instant.now().plus(1, ChronoUnit.HOURS));
        say(poll());
        fleet.deliver(ven, event.record(), false);

        assertThat(say(poll())).contains("oadrDistributeEvent", event.eventId());
        assertThat(say(poll())).as("at once again").contains("oadrResponse");
        assertThat(repeated()).isEqualTo(2);
    }

    @Test
    void whoeverMayNotSpeakAnyLongerIsRefused() throws IOException {
        say(poll());
        fleet.publish(ven, VenStatus.SUSPENDED, CertificateStatus.VALID, true);
        assertThat(say(poll())).startsWith("HTTP/1.1 403").contains("responseCode>463<");

        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);
        assertThat(say(poll())).startsWith("HTTP/1.1 200");
        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, false);
        assertThat(say(poll())).contains("responseCode>463<");

        fleet.publish(ven, VenStatus.ACTIVE, CertificateStatus.REVOKED, true);
        assertThat(say(poll())).startsWith("HTTP/1.1 403");
        fleet.unbind(ven);
        assertThat(say(poll())).startsWith("HTTP/1.1 403");
        assertThat(repeated()).isZero();
    }

    @Test
    void repeatedPollsAreCountedAgainstTheVensRate() throws IOException {
        String last = say(poll());
        for (int i = 0; i < 300 && last.startsWith("HTTP/1.1 200"); i++) {
            last = say(poll());
        }

        assertThat(last).startsWith("HTTP/1.1 429").contains("oadrResponse");
        assertThat(repeated()).isBetween(40.0, 150.0);
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrder() throws IOException {
        say(poll());
        String registration = request(
                FIRST_LINE.replace("OadrPoll", "EiRegisterParty"),
                EndpointVen.document("query-registration", ven.venId()),
                "");

        write(registration);
        write(poll());
        assertThat(reply()).contains("oadrCreatedPartyRegistration");
        assertThat(reply()).contains("oadrResponse");
        write(poll() + poll() + registration + poll());
        assertThat(reply()).contains("oadrResponse");
        assertThat(reply()).contains("oadrResponse");
        assertThat(reply()).contains("oadrCreatedPartyRegistration");
        assertThat(reply()).contains("oadrResponse");
    }

    @Test
    void aPollThatEndsItsConnectionDoesSoEachTime() throws IOException {
        write(request(FIRST_LINE, EndpointVen.document("poll", ven.venId()), "Connection: close\r\n"));

        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
    }

    @Test
    void repeatedPollsKeepAConnectionThatSilenceEnds() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(say(poll())).startsWith("HTTP/1.1 200");
            TimeUnit.MILLISECONDS.sleep(700);
        }
        assertThat(repeated()).isEqualTo(4);

        assertThat(socket.getInputStream().read())
                .as("after two seconds' silence")
                .isEqualTo(-1);
    }

    private double repeated() {
        return count("openvtn.polls.repeated") - repeatedBefore;
    }

    private double count(String name, String... tags) {
        var counter = meters.find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    private String poll() {
        return request(FIRST_LINE, EndpointVen.document("poll", ven.venId()), "");
    }

    private static String request(String firstLine, String body, String headers) {
        return "%sHost: localhost\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(firstLine, body.length(), headers, body);
    }

    private String say(String request) throws IOException {
        write(request);
        return reply();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String reply() throws IOException {
        return RawHttp.reply(socket);
    }
}
