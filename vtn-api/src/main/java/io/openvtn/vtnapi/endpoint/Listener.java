package io.openvtn.vtnapi.endpoint;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** One port of the endpoint: a server on each event loop. Opened and closed by one thread. */
final class Listener {

    private final Vertx vertx;
    private final HttpServerOptions options;
    private final Handler<HttpServerRequest> handler;
    private final Handler<HttpServerRequest> unreadable;
    private final Handler<HttpConnection> connected;
    private final IntConsumer opened;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private Optional<String> deployment = Optional.empty();

    /** @param opened is told of the port whenever it listens */
    Listener(
            Vertx vertx,
            HttpServerOptions options,
            Handler<HttpServerRequest> handler,
            Handler<HttpServerRequest> unreadable,
            Handler<HttpConnection> connected,
            IntConsumer opened) {
        this.vertx = vertx;
        this.options = options;
        this.handler = handler;
        this.unreadable = unreadable;
        this.connected = connected;
        this.opened = opened;
    }

    /** Returns when it listens; does nothing when it does already. */
    void open() {
        if (deployment.isEmpty()) {
            servers.clear();
            deployment = Optional.of(vertx.deployVerticle(
                            Server::new,
                            new DeploymentOptions()
                                    .setInstances(Runtime.getRuntime().availableProcessors()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join());
            opened.accept(port());
        }
    }

    /** Cuts off whoever is still connected. */
    void close() {
        deployment.ifPresent(id ->
                vertx.undeploy(id).toCompletionStage().toCompletableFuture().join());
        deployment = Optional.empty();
    }

    int port() {
        return servers.get(0).actualPort();
    }

    private final class Server extends AbstractVerticle {

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(new HttpServerOptions(options))
                    .requestHandler(handler)
                    .invalidRequestHandler(unreadable)
                    .connectionHandler(connected)
                    .listen()
                    .onSuccess(servers::add)
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
