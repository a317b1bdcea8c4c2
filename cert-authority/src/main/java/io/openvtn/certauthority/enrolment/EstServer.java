package io.openvtn.certauthority.enrolment;

import io.openvtn.bus.ending.Ending;
import io.openvtn.certauthority.port.GuestPort;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The listener of devices that fetch their own certificates: Enrollment over Secure Transport (RFC 7030), on a port of its own
 * as it needs TLS with optional client certificates and knows no operators.
 */
@ApplicationScoped
class EstServer {

    private static final Logger LOG = Logger.getLogger(EstServer.class);
    private static final int AFTER_AUTHORITIES = 3_000;
    private static final int LONGEST_BODY = 32_768;

    private final EstTls tls;
    private final EstHandlers handlers;
    private final EnrolmentConfig config;
    private final Clock clock;
    private final GuestPort port;
    private Instant renewAt = Instant.MAX;

    EstServer(Vertx vertx, EstTls tls, EstHandlers handlers, EnrolmentConfig config, Clock clock, Ending ending) {
        this.tls = tls;
        this.handlers = handlers;
        this.config = config;
        this.clock = clock;
        this.port = new GuestPort(vertx, config.arrival(), config.connections(), ending);
    }

    void start(@Observes @Priority(AFTER_AUTHORITIES) StartupEvent event) throws InterruptedException {
        if (config.port() < 0) {
            return;
        }
        port.router().route().handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
        handlers.route(port.router());
        port.open(tls.options());
        renewAt = clock.instant().plus(EstTls.LIFETIME.dividedBy(2));
        LOG.infof("EST listens on https://%s:%d/.well-known/est", config.host(), port().orElseThrow());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        port.close();
    }

    /** The port that it listens on; empty when it does not. */
    Optional<Integer> port() {
        return port.server().map(HttpServer::actualPort);
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renewCertificate() {
        if (port.server().isPresent() && clock.instant().isAfter(renewAt)) {
            port.server().get().updateSSLOptions(tls.options().getSslOptions());
            renewAt = clock.instant().plus(EstTls.LIFETIME.dividedBy(2));
            LOG.info("EST has a new server certificate");
        }
    }
}
