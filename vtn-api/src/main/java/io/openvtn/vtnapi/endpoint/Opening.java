package io.openvtn.vtnapi.endpoint;

import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.enrolment.OwnCertificate;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.RecentMessages;
import io.openvtn.vtnapi.identity.Identification;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * When this replica listens for VENs: not before it knows them, as it would refuse good certificates; and at its end it
 * answers what it has begun, closes each connection with an answer, and only then its ports.
 */
@ApplicationScoped
class Opening implements Worker.Round {

    private static final Logger LOG = Logger.getLogger(Opening.class);
    private static final long LOOK_MILLIS = 50;
    /** Before the bus, which an answer may wait for. */
    private static final int FIRST = 1;

    private final Fleet fleet;
    private final RecentMessages recent;
    private final Identification identification;
    private final OwnCertificate ownCertificate;
    private final VenListener venListener;
    private final LegacyListener legacyListener;
    private final ProxyListener proxyListener;
    private final WarmUp warmUp;
    private final Exchanges exchanges;
    private final VtnConfig config;
    private final Workers workers;
    private List<Listener> listeners = List.of();
    private Optional<Worker> worker = Optional.empty();
    private volatile boolean listening;

    Opening(
            Fleet fleet,
            RecentMessages recent,
            Identification identification,
            OwnCertificate ownCertificate,
            VenListener venListener,
            LegacyListener legacyListener,
            ProxyListener proxyListener,
            WarmUp warmUp,
            Exchanges exchanges,
            VtnConfig config,
            Workers workers) {
        this.fleet = fleet;
        this.recent = recent;
        this.identification = identification;
        this.ownCertificate = ownCertificate;
        this.venListener = venListener;
        this.legacyListener = legacyListener;
        this.proxyListener = proxyListener;
        this.warmUp = warmUp;
        this.exchanges = exchanges;
        this.config = config;
        this.workers = workers;
    }

    /** Fails the start on settings that can't work, or with which anybody could be any VEN. */
    void prepare(@Observes StartupEvent event) {
        List<Listener> prepared = new ArrayList<>();
        prepared.add(venListener.prepare());
        legacyListener.prepare().ifPresent(prepared::add);
        proxyListener.prepare().ifPresent(prepared::add);
        listeners = List.copyOf(prepared);
        worker = Optional.of(workers.start("opening", this));
    }

    /** The delay before the end, in which load balancers notice that this replica is not ready any longer. */
    void ending(@Observes ShutdownDelayInitiatedEvent event) {
        exchanges.end();
    }

    void close(@Observes @Priority(FIRST) ShutdownEvent event) throws InterruptedException {
        exchanges.end();
        worker.ifPresent(Worker::close);
        int open = exchanges.awaitNone(config.drain());
        if (open > 0) {
            LOG.warnf("%d requests were not answered within %s and are cut off", open, config.drain());
        }
        listening = false;
        listeners.forEach(Listener::close);
    }

    /** What this replica waits for before it listens; empty when it does. */
    Optional<String> waitingFor() {
        if (listening) {
            return Optional.empty();
        }
        List<String> behind = behind();
        if (!behind.isEmpty()) {
            return Optional.of("topics to be read to their end: " + String.join(", ", behind));
        }
        List<String> incomplete = fleet.incomplete();
        if (!incomplete.isEmpty()) {
            return Optional.of(
                    "the services that publish them, to say that all is there of: " + String.join(", ", incomplete));
        }
        return identification.canTrust()
                ? ownCertificate.waitingFor().or(() -> Optional.of("its warm-up, and its ports"))
                : Optional.of("a trust anchor, from cert-authority or openvtn.trust.anchors");
    }

    private List<String> behind() {
        List<String> behind = new ArrayList<>(fleet.behind());
        if (!recent.caughtUp()) {
            behind.add(Topic.VEN_MESSAGES.label());
        }
        return behind;
    }

    @Override
    public boolean isDone() {
        return listening;
    }

    @Override
    public void run() throws InterruptedException {
        if (behind().isEmpty()
                && fleet.incomplete().isEmpty()
                && identification.canTrust()
                && ownCertificate.waitingFor().isEmpty()) {
            warmUp.run(config.warmUp());
            listeners.forEach(Listener::open);
            listening = true;
            LOG.infof("listening for VENs on port %d", venListener.port());
        } else {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
