package io.openvtn.certauthority.revocation;

import io.openvtn.bus.ending.Ending;
import io.openvtn.certauthority.port.GuestPort;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The listener of whoever asks which certificates are revoked: OCSP and the revocation lists, open to all. It has a port of
 * its own, so that it can be published without the operators' one, and takes next to nothing.
 */
@ApplicationScoped
class RevocationServer {

    private static final Logger LOG = Logger.getLogger(RevocationServer.class);
    private static final int AFTER_AUTHORITIES = 3_000;
    /** An OCSP request in the path has four bytes for three. */
    private static final int LONGEST_LINE = 16_384;

    private final OcspHandler ocsp;
    private final RevocationListHandler lists;
    private final RevocationConfig config;
    private final GuestPort port;

    RevocationServer(
            Vertx vertx, OcspHandler ocsp, RevocationListHandler lists, RevocationConfig config, Ending ending) {
        this.ocsp = ocsp;
        this.lists = lists;
        this.config = config;
        this.port = new GuestPort(vertx, config.arrival(), config.connections(), ending);
    }

    void start(@Observes @Priority(AFTER_AUTHORITIES) StartupEvent event) throws InterruptedException {
        if (config.port() < 0) {
            return;
        }
        Router router = port.router();
        router.get("/v1/crls/:list").handler(lists);
        router.head("/v1/crls/:list").handler(lists);
        router.get(OcspHandler.PATH + ":authority/*").handler(ocsp::get);
        router.post(OcspHandler.PATH + ":authority")
                .consumes(OcspHandler.REQUEST)
                .handler(BodyHandler.create(false).setBodyLimit(OcspHandler.LONGEST_REQUEST))
                .handler(ocsp::post);
        port.open(new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxInitialLineLength(LONGEST_LINE));
        LOG.infof(
                "OCSP and revocation lists on http://%s:%d/ocsp/…, /v1/crls/….crl",
                config.host(), port().orElseThrow());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        port.close();
    }

    /** The port that it listens on; empty when it does not. */
    Optional<Integer> port() {
        return port.server().map(HttpServer::actualPort);
    }
}
