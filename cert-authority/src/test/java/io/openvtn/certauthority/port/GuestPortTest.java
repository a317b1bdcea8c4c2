package io.openvtn.certauthority.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.ending.Ending;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuestPortTest {

    private static final Duration ARRIVAL = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String REQUEST = "GET /%s HTTP/1.1\r\nHost: ca\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final Ending ending = new Ending(SOON);
    private final GuestPort port = new GuestPort(vertx, ARRIVAL, 10, ending);

    @BeforeEach
    void open() throws InterruptedException {
        open(port);
    }

    private void open(GuestPort port) throws InterruptedException {
        port.router().get("/soon").handler(exchange -> exchange.end("soon"));
        port.router().get("/late").handler(exchange -> {
            arrived.set(true);
            vertx.setTimer(2 * ARRIVAL.toMillis(), late -> exchange.end("late"));
        });
        port.open(new HttpServerOptions().setPort(0).setHost("localhost"));
    }

    @AfterEach
    void close() throws InterruptedException {
        port.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoseRequestDoesNotBeginToEndIsCutOff() throws Exception {
        try (var socket = connect()) {
            trickleUntilClosed(socket);
        }
    }

    @Test
    void soIsWhoseNextRequestDoesNot() throws Exception {
        try (var socket = connect()) {
            ask(socket, "soon");
            assertThat(answer(socket, "soon")).startsWith("HTTP/1.1 200");

            trickleUntilClosed(socket);
        }
    }

    @Test
    void whoIsNotAnsweredYetIsNot() throws Exception {
        try (var socket = connect()) {
            ask(socket, "late");
            assertThat(answer(socket, "late")).startsWith("HTTP/1.1 200");
            ask(socket, "soon");
            assertThat(answer(socket, "soon")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void atTheEndOfTheServiceEachAnswerIsTheLastOfItsConnection() throws Exception {
        try (var socket = connect()) {
            ask(socket, "soon");
            assertThat(answer(socket, "soon")).doesNotContainIgnoringCase("connection: close");
            ending.begin(new ShutdownDelayInitiatedEvent());

            ask(socket, "soon");

            assertThat(answer(socket, "soon")).containsIgnoringCase("connection: close");
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void whoseRequestIsOpenWhenThePortClosesIsAnswered() throws Exception {
        try (var socket = connect()) {
            ask(socket, "late");
            awaitArrival();

            port.close();

            assertThat(answer(socket, "late")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void butNotForeverWaitedFor() throws Exception {
        var impatient = new GuestPort(vertx, ARRIVAL, 10, new Ending(Duration.ofMillis(50)));
        open(impatient);
        try (var socket = connect(impatient)) {
            ask(socket, "late");
            awaitArrival();

            impatient.close();

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    private void awaitArrival() {
        await().atMost(SOON).untilTrue(arrived);
    }

    private Socket connect() throws IOException {
        return connect(port);
    }

    private static Socket connect(GuestPort port) throws IOException {
        var socket = new Socket("localhost", port.server().orElseThrow().actualPort());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(REQUEST.formatted(path).getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n" + end)) {
            int read = in.read();
            assertThat(read).as("closed after: " + answer).isNotNegative();
            answer.append((char) read);
        }
        return answer.toString();
    }

    /** A header that goes on and on, until the other side has had enough. */
    private static void trickleUntilClosed(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> isClosed(socket));
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
