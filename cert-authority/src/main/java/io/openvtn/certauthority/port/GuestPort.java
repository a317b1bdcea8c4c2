package io.openvtn.certauthority.port;

import io.openvtn.bus.arrival.ArrivalDeadline;
import io.openvtn.bus.arrival.ArrivalFailures;
import io.openvtn.bus.ending.Ending;
import io.openvtn.bus.ending.LastAnswers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A port for callers who are no operators: devices, and whoever asks what is revoked. What is on it is routed by its owner; how
 * many may come, and how long they may take, is bounded here. Opened and closed by one thread.
 */
public final class GuestPort {

    private static final Logger LOG = Logger.getLogger(GuestPort.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final Ending ending;
    private final Router router;
    private final Callers callers;
    private Optional<HttpServer> server = Optional.empty();

    /**
     * A port that does not listen yet.
     *
     * @param arrival how long a request may take to arrive, and a connection may be without one
     * @param mostConnections at once; one more is closed
     * @param ending of the service
     */
    public GuestPort(Vertx vertx, Duration arrival, int mostConnections, Ending ending) {
        this.vertx = vertx;
        this.ending = ending;
        this.callers = new Callers(vertx, arrival, mostConnections);
        this.router = Router.router(vertx);
        router.route()
                .handler(callers)
                .handler(new LastAnswers(ending))
                .handler(new ArrivalDeadline(arrival))
                .failureHandler(new ArrivalFailures());
    }

    /** What is on the port is added to it before it is opened. */
    public Router router() {
        return router;
    }

    /**
     * Returns when it listens.
     *
     * @throws IllegalStateException if it can't
     */
    public void open(HttpServerOptions options) throws InterruptedException {
        options.setHttp2ClearTextEnabled(false).setHandle100ContinueAutomatically(true);
        var listening = vertx.createHttpServer(options)
                .connectionHandler(callers::connected)
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture();
        try {
            server = Optional.of(listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "port %d of %s cannot be listened on".formatted(options.getPort(), options.getHost()), e);
        }
    }

    /** Waits for the requests that are open; whoever is connected after that is cut off. */
    public void close() throws InterruptedException {
        if (server.isEmpty()) {
            return;
        }
        if (!callers.awaitNone(ending.openRequests())) {
            LOG.warnf(
                    "some requests at port %d were not answered within %s and are cut off",
                    server.get().actualPort(), ending.openRequests());
        }
        server.get().close();
    }

    /** Empty while it does not listen. */
    public Optional<HttpServer> server() {
        return server;
    }
}
