package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code deploy/webpack-dev-server} as it is there. */
@Drives({Tool.NODE, Tool.NPM})
@QuarkusTest
@TestProfile(WebpackTest.Settings.class)
class WebpackTest {

    private static final Path PROJECT =
            Path.of("..", "deploy", "webpack-dev-server").toAbsolutePath().normalize();
    private static final Path SERVER = Path.of("target", "test-server").toAbsolutePath();

    @Inject
    TestFleet fleet;

    @Inject
    ProxyListener listener;

    private Process devServer;
    private int port;

    public static final class Settings extends ProxyListenerTest.Settings {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new java.util.HashMap<>(super.getConfigOverrides());
            settings.put("openvtn.proxy.form", "webpack");
            return settings;
        }
    }

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        if (Files.isDirectory(PROJECT.resolve("node_modules"))) {
            return;
        }
        Path output = Path.of("target", "npm.out");
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(npm.waitFor()).as("npm ci in %s; see %s", PROJECT, output).isZero();
    }

    @BeforeEach
    void start() throws IOException {
        port = ProxyProcess.freePort();
        var builder = new ProcessBuilder(
                        "node", "node_modules/webpack/bin/webpack.js", "serve", "--mode", "development")
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "webpack.out").toFile());
        builder.environment()
                .putAll(Map.of(
                        "PORT", Integer.toString(port),
                        "SERVER_CERT", SERVER + ".pem",
                        "SERVER_KEY", SERVER + ".key",
                        "VTN_API", "http://127.0.0.1:" + listener.port(),
                        "PROXY_SECRET", ProxyListenerTest.SECRET));
        devServer = builder.start();
        await("webpack-dev-server; see target/webpack.out")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    assertThat(devServer.isAlive()).as("the dev server").isTrue();
                    try (var socket = new Socket("localhost", port)) {
                        return socket.isConnected();
                    }
                });
    }

    @AfterEach
    void stop() {
        devServer.destroy();
    }

    @Test
    void forwardsTheCertificateOfItsClientAndNoOther() throws IOException {
        var ven = fleet.registered();
        var victim = fleet.registered();

        assertThat(send(Optional.of(ven), ven, List.of()))
                .startsWith("HTTP/1.1 200")
                .contains("responseCode>200<");
        var forged = List.of("X-SSL-CERT: " + victim.certificate().pem().replace("\n", ""));
        assertThat(send(Optional.of(ven), victim, forged)).contains("responseCode>463<");
        assertThat(send(Optional.empty(), victim, forged)).startsWith("HTTP/1.1 403");
        assertThat(send(Optional.empty(), victim, List.of("X_SSL_CERT: x"))).startsWith("HTTP/1.1 403");
    }

    private String send(Optional<EndpointVen> client, EndpointVen poller, List<String> headers) throws IOException {
        var tls = EndpointVen.client(client.map(EndpointVen::certificate)).sslContext();
        try (var socket = tls.getSocketFactory().createSocket("localhost", port)) {
            return RawHttp.exchange(
                    socket, EndpointVen.document("poll", poller.venId()), ProxyListenerTest.closing(headers));
        }
    }
}
