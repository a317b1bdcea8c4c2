package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.limit.BodyBudget;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one bound VEN may not do to the others. */
@QuarkusTest
@TestProfile(LimitsTest.Settings.class)
class LimitsTest {

    private static final int MEBIBYTE = 1_048_576;
    private static final int MOST_CONNECTIONS = 5;

    @Inject
    TestFleet fleet;

    @Inject
    VenListener listener;

    @Inject
    BodyBudget bodies;

    private EndpointVen ven;
    private final List<Socket> sockets = new ArrayList<>();

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "openvtn.vtn.rate", "5",
                    "openvtn.vtn.message-deadline", "6s",
                    "openvtn.vtn.connections-per-certificate", Integer.toString(MOST_CONNECTIONS));
        }
    }

    @BeforeEach
    void enrol() {
        ven = fleet.registered();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aVenThatSendsTooManyMessagesIsToldToWaitAndNoOtherIs() {
        var other = fleet.registered();
        var refused = IntStream.range(0, 300)
                .mapToObj(i -> ven.poll())
                .filter(reply -> reply.status() != 200)
                .findFirst()
                .orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.message()).isEqualTo("oadrResponse");
        assertThat(other.poll().status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> ven.poll().status() == 200);
        isToldOf(429);
    }

    @Test
    void aMessageThatDoesNotArriveInTimeIsAnsweredAndItsConnectionClosed() throws IOException {
        var socket = connect();
        String poll = EndpointVen.document("poll", ven.venId());
        write(socket, head(poll.length()) + poll.substring(0, 40));

        String reply = everything(socket);

        assertThat(reply).startsWith("HTTP/1.1 408").contains("oadrResponse");
        assertThat(ven.poll().code()).isEqualTo(200);
        isToldOf(408);
    }

    @Test
    void bodiesThatAreHeldOpenUseUpTheVensShareAlone() throws IOException {
        var other = fleet.registered();
        for (int i = 0; i < 2; i++) {
            write(connect(), head(MEBIBYTE) + " ".repeat(MEBIBYTE - 1));
        }
        // They are let go at the deadline.
        await().atMost(Duration.ofSeconds(5)).until(() -> bodies.held() > 2 * MEBIBYTE - 100_000);

        var refused = ven.say("OadrPoll", padded(ven));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.message()).isEqualTo("oadrResponse");
        assertThat(ven.poll().code()).as("a short one of the same VEN").isEqualTo(200);
        assertThat(other.say("OadrPoll", padded(other)).code()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> bodies.held() == 0);
    }

    @Test
    void noMoreConnectionsWithOneCertificateThanItMayHave() throws IOException {
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            assertThat(poll(connect())).startsWith("HTTP/1.1 200");
        }
        var tooMany = connect();
        write(tooMany, head(1) + "x");
        assertThat(everything(tooMany)).isEmpty();

        var other = fleet.registered();
        assertThat(other.poll().code()).isEqualTo(200);
        sockets.get(0).close();
        await().atMost(Duration.ofSeconds(10)).until(() -> poll(connect()).startsWith("HTTP/1.1 200"));
    }

    @Test
    void aLargeMessageIsReadBesideTheEventLoopsAndOfRegisteredVensAlone() {
        String subject = "<ei:reportSubject>" + "<a/>".repeat(20_000) + "</ei:reportSubject>";
        String report = EndpointVen.document("register-report", ven.venId())
                .replaceFirst("(?s)<ei:reportSubject>.*?</ei:reportSubject>", subject);

        var reply = ven.say("EiReport", report);
        assertThat(reply.message()).isEqualTo("oadrRegisteredReport");
        assertThat(reply.code()).isEqualTo(200);
        var invalid = ven.say("EiReport", report.replace("oadrRegisterReport", "oadrCreateReport"));
        assertThat(invalid.status()).isEqualTo(200);
        assertThat(ven.say("EiReport", report.substring(0, 60_000)).status()).isEqualTo(400);

        var unregistered = fleet.stranger();
        fleet.publish(unregistered, VenStatus.ACTIVE, CertificateStatus.VALID, false);
        var refused = unregistered.say("EiReport", report.replace(ven.venId(), unregistered.venId()));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo(463);
    }

    private static String padded(EndpointVen ven) {
        String poll = EndpointVen.document("poll", ven.venId());
        return poll + " ".repeat(MEBIBYTE - poll.length());
    }

    private void isToldOf(int status) {
        fleet.awaitMessage(
                ven, MessageRefused.class, refused -> refused.httpStatus().equals(Optional.of(status)));
    }

    private Socket connect() throws IOException {
        var tls = EndpointVen.client(Optional.of(ven.certificate())).sslContext();
        var socket = tls.getSocketFactory().createSocket("localhost", listener.port());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }

    private static String head(int length) {
        return "POST /OpenADR2/Simple/2.0b/OadrPoll HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/xml\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The first part of the answer to a poll; empty when the connection is closed in its place. */
    private String poll(Socket socket) {
        try {
            String poll = EndpointVen.document("poll", ven.venId());
            write(socket, head(poll.length()) + poll);
            byte[] reply = new byte[8_192];
            int length = socket.getInputStream().read(reply);
            return length < 0 ? "" : new String(reply, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String everything(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
