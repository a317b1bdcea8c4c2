package io.openvtn.vtnapi.enrolment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.openvtn.vtnapi.tls.EndpointTls;
import io.openvtn.vtnapi.tls.TlsConfig;
import io.openvtn.vtnapi.trust.BusAuthorities;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.jboss.logging.Logger;

/**
 * The endpoint's own certificates when they come from cert-authority: their keys are made here and are nowhere else, and each is
 * renewed, with a new key, at half of its life. Thread safe.
 */
@ApplicationScoped
public class OwnCertificate implements Worker.Round {

    private static final Logger LOG = Logger.getLogger(OwnCertificate.class);
    private static final long LOOK_MILLIS = 200;
    /** While VENs wait. */
    private static final Duration SOON = Duration.ofSeconds(2);
    /** While there are some to show. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final TlsConfig.Enrolment config;
    private final BusAuthorities authorities;
    private final EndpointTls tls;
    private final Workers workers;
    private final Clock clock;
    private final Map<TlsConfig.KeyAlgorithm, Held> held = new EnumMap<>(TlsConfig.KeyAlgorithm.class);
    private final Map<TlsConfig.KeyAlgorithm, KeyPair> nextKeys = new EnumMap<>(TlsConfig.KeyAlgorithm.class);
    private volatile Set<TlsConfig.KeyAlgorithm> shown = Set.of();
    private Optional<EstClient> client = Optional.empty();
    private List<X509Certificate> clientsRoots = List.of();
    private Instant nextTry = Instant.MIN;
    private volatile Optional<String> complaint = Optional.empty();
    private volatile Instant firstEnd = Instant.MAX;
    private Optional<Worker> worker = Optional.empty();

    OwnCertificate(
            TlsConfig config,
            BusAuthorities authorities,
            EndpointTls tls,
            Workers workers,
            Clock clock,
            MeterRegistry meters) {
        this.config = config.enrolment();
        this.authorities = authorities;
        this.tls = tls;
        this.workers = workers;
        this.clock = clock;
        if (this.config.url().isPresent()) {
            Gauge.builder("openvtn.tls.certificate.left", this, OwnCertificate::secondsLeft)
                    .baseUnit("seconds")
                    .register(meters);
        }
    }

    /** @param chain the certificate first */
    private record Held(List<X509Certificate> chain, KeyPair keys) {

        Instant end() {
            return chain.get(0).getNotAfter().toInstant();
        }

        Instant renewAt() {
            Instant begin = chain.get(0).getNotBefore().toInstant();
            return begin.plus(Duration.between(begin, end()).dividedBy(2));
        }
    }

    /** Fails the start on settings with which none can be had. */
    void open(@Observes StartupEvent event) {
        if (config.url().isEmpty()) {
            return;
        }
        check(config.url().get(), config.password());
        worker = Optional.of(workers.start("own-certificate", this));
    }

    /** @throws IllegalStateException if with these settings no certificate can be had; says which is wrong */
    static void check(URI url, Optional<String> password) {
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalStateException("openvtn.tls.enrolment.url has to begin with https://, and is " + url);
        }
        if (password.isEmpty()) {
            throw new IllegalStateException(
                    "openvtn.tls.enrolment.password is missing: what cert-authority has as openvtn.ca.enrolment.vtn.password");
        }
    }

    void close(@Observes ShutdownEvent event) {
        worker.ifPresent(Worker::close);
    }

    /** Why there is none to show, or not of each kind that VENs may ask for; empty when there are all, also from files. */
    public Optional<String> waitingFor() {
        return hasAll()
                ? Optional.empty()
                : Optional.of("a certificate from %s%s"
                        .formatted(
                                config.url().map(URI::toString).orElse("files"),
                                complaint.map(words -> ": " + words).orElse("")));
    }

    private boolean hasAll() {
        return tls.hasCertificate() && (config.url().isEmpty() || shown.containsAll(config.keys()));
    }

    @Override
    public void run() throws Exception {
        Instant now = clock.instant();
        Optional<TlsConfig.KeyAlgorithm> due = config.keys().stream()
                .filter(algorithm -> Optional.ofNullable(held.get(algorithm))
                        .filter(one -> now.isBefore(one.renewAt()))
                        .isEmpty())
                .findFirst();
        if (due.isEmpty() || now.isBefore(nextTry) || authorities.roots().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            return;
        }
        try {
            boolean dueAgain = !now.isBefore(renew(due.get()).renewAt());
            nextTry = dueAgain ? now.plus(LATER) : now;
            complaint = Optional.empty();
        } catch (IOException e) {
            nextTry = now.plus(hasAll() ? LATER : SOON);
            complain(String.valueOf(e.getMessage()));
        }
    }

    private Held renew(TlsConfig.KeyAlgorithm algorithm) throws IOException, GeneralSecurityException {
        KeyPair keys = nextKeys(algorithm);
        var fresh = new Held(client(authorities.roots()).enrol(keys), keys);
        held.put(algorithm, fresh);
        nextKeys.remove(algorithm);
        tls.show(keyManager());
        firstEnd = held.values().stream()
                .map(Held::end)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LOG.infof(
                "a new %s certificate from cert-authority, valid until %s; it will be renewed at %s",
                algorithm, fresh.end(), fresh.renewAt());
        shown = Set.copyOf(held.keySet());
        return fresh;
    }

    /** The same until there is a certificate for them, however often that is tried. */
    private KeyPair nextKeys(TlsConfig.KeyAlgorithm algorithm) throws GeneralSecurityException {
        if (!nextKeys.containsKey(algorithm)) {
            var generator = KeyPairGenerator.getInstance(algorithm.name());
            generator.initialize(algorithm.bits());
            nextKeys.put(algorithm, generator.generateKeyPair());
        }
        return nextKeys.get(algorithm);
    }

    /** The same while the roots are. */
    private EstClient client(List<X509Certificate> roots) throws GeneralSecurityException, IOException {
        if (client.isEmpty() || !roots.equals(clientsRoots)) {
            client = Optional.of(
                    new EstClient(config.url().orElseThrow(), config.password().orElseThrow(), roots));
            clientsRoots = roots;
        }
        return client.get();
    }

    private X509KeyManager keyManager() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (var one : held.entrySet()) {
            store.setKeyEntry(
                    one.getKey().name(),
                    one.getValue().keys().getPrivate(),
                    new char[0],
                    one.getValue().chain().toArray(new X509Certificate[0]));
        }
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        return (X509KeyManager) factory.getKeyManagers()[0];
    }

    private void complain(String words) {
        if (!complaint.equals(Optional.of(words))) {
            LOG.warnf(
                    "no certificate from %s, which is asked again: %s",
                    config.url().orElseThrow(), words);
        }
        complaint = Optional.of(words);
    }

    /** Until the first of those that are shown expires; 0 while there is none. */
    private double secondsLeft() {
        return firstEnd.equals(Instant.MAX)
                ? 0
                : Duration.between(clock.instant(), firstEnd).toSeconds();
    }
}
