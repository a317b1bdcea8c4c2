package io.openvtn.vtnapi.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.ssl.SslProvider;
import io.openvtn.testkit.ven.MutualTls;
import io.openvtn.testkit.ven.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a server that computes nothing until it is told to. */
class HandshakesTest {

    private static final int MOST = 8;
    private static final int LATE = 50;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Vertx vertx = Vertx.vertx();
    private final Acceptance acceptance = new Acceptance(vertx, MOST, meters);
    private final Handshakes handshakes = new Handshakes(acceptance, held::add, meters);

    private HttpServer server;
    private SSLContext trusting;

    @BeforeEach
    void listen(@TempDir Path directory) throws IOException {
        var shown = TestCertificate.ofServer("localhost").selfSigned();
        trusting = MutualTls.withoutCertificate(Files.writeString(directory.resolve("server.pem"), shown.pem()));
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setPort(0)
                        .setSsl(true)
                        .setSslEngineOptions(handshakes.counted(SslProvider.OPENSSL, false))
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(shown.pem()))
                                .addKeyValue(Buffer.buffer(shown.keyPem()))))
                .requestHandler(request -> request.response().end())
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        acceptance.guard(server.actualPort());
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void connectionsWaitUnacceptedWhileTooManyHandshakesAreToBeComputedAndAllAreServed() throws Exception {
        List<Future<Void>> vens = new ArrayList<>(connect(MOST));
        await().atMost(SOON).until(() -> held.size() == MOST);

        vens.addAll(connect(LATE));

        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> handshakes.underWay() == MOST);
        assertThat(meters.get("openvtn.handshakes.waiting").gauge().value()).isEqualTo(MOST);

        threads.execute(this::compute);
        for (Future<Void> ven : vens) {
            ven.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(meters.get("openvtn.handshakes.pauses").counter().count()).isPositive();
        await().atMost(SOON).until(() -> done() == MOST + LATE);
    }

    @Test
    void connectionsThatSayNothingHoldUpNobody() throws Exception {
        threads.execute(this::compute);
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 2 * MOST; i++) {
            silent.add(new Socket("localhost", server.actualPort()));
        }
        await().atMost(SOON).until(() -> handshakes.underWay() == silent.size());

        connect(1).get(0).get(SOON.toSeconds(), TimeUnit.SECONDS);

        for (Socket each : silent) {
            each.close();
        }
    }

    private long done() {
        return meters.get("openvtn.handshakes").tag("outcome", "done").timer().count();
    }

    private void compute() {
        try {
            while (true) {
                held.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Future<Void>> connect(int vens) {
        List<Future<Void>> connecting = new ArrayList<>();
        for (int ven = 0; ven < vens; ven++) {
            connecting.add(threads.submit(() -> {
                try (var socket =
                        (SSLSocket) trusting.getSocketFactory().createSocket("localhost", server.actualPort())) {
                    socket.startHandshake();
                    return null;
                }
            }));
        }
        return connecting;
    }
}
