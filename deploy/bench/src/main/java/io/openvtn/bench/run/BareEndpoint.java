package io.openvtn.bench.run;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The limit that vtn-api is compared with: the HTTP server that is under Quarkus, with the same TLS engine and the same
 * certificates. It takes a whole message in and repeats what vtn-api answered to one poll, and that is all it does.
 */
final class BareEndpoint {

    private final Buffer answer;

    private BareEndpoint(Path answer) throws IOException {
        this.answer = Buffer.buffer(Files.readAllBytes(answer));
    }

    /**
     * Listens until it is killed.
     *
     * @param arguments port, the suite's data folder, a file with the answer, a port without TLS for a proxy or 0
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        int proxied = Integer.parseInt(arguments[3]);
        Path data = Path.of(arguments[1]);
        var endpoint = new BareEndpoint(Path.of(arguments[2]));
        var options = new HttpServerOptions()
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslEngineOptions(new OpenSSLEngineOptions())
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(data.resolve("tls/vtn.pem").toString())
                        .addKeyPath(data.resolve("tls/vtn.key").toString()))
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(data.resolve("ca-bundle.pem").toString()));
        // One event loop, as for vtn-api on its one core.
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        endpoint.listen(vertx.createHttpServer(options), port);
        if (proxied > 0) {
            endpoint.listen(vertx.createHttpServer(), proxied);
        }
    }

    private void listen(HttpServer server, int port) {
        server.requestHandler(this::answer).listen(port, "localhost").onFailure(failure -> {
            System.err.println("the bare endpoint cannot listen: " + failure.getMessage());
            System.exit(1);
        });
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response()
                .putHeader("Content-Type", "application/xml; charset=UTF-8")
                .putHeader("Content-Length", Integer.toString(answer.length()))
                .end(answer));
    }
}
