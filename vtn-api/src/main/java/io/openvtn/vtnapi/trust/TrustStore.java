package io.openvtn.vtnapi.trust;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.vtnapi.certificate.CertificateRules;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.revocation.ListWatch;
import io.openvtn.vtnapi.revocation.RevocationLists;
import io.openvtn.vtnapi.trust.AnchorFiles.Authority;
import io.openvtn.vtnapi.trust.TrustedAuthorities.Anchor;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The CAs of the bus and of the configured files, made anew when either changes. A file that has become unusable changes
 * nothing: the CAs that were read before stay. Thread safe.
 */
@ApplicationScoped
class TrustStore {

    private static final Logger LOG = Logger.getLogger(TrustStore.class);

    private final Fleet fleet;
    private final TrustConfig config;
    private final AnchorFiles files;
    private final MeterRegistry meters;
    private final BusRoots busRoots;
    private final ListWatch listWatch;
    /** Said once of each. */
    private final Set<Fingerprint> leftOut = ConcurrentHashMap.newKeySet();

    private volatile List<Authority> configured = List.of();
    /** Why the files could not be read the last time; said once. */
    private volatile String complaint = "";

    private volatile Snapshot snapshot = new Snapshot(-1, List.of(), RevocationLists.NONE, TrustedAuthorities.NONE);

    TrustStore(Fleet fleet, TrustConfig config, Clock clock, MeterRegistry meters) {
        this.fleet = fleet;
        this.config = config;
        this.files = new AnchorFiles(List.copyOf(config.anchors().values()), !ConfigUtils.isProfileActive("prod"));
        this.meters = meters;
        this.busRoots = BusRoots.of(config.busRoots());
        Set<URI> locations = new LinkedHashSet<>();
        config.anchors().values().forEach(anchor -> anchor.revocationLists().ifPresent(locations::addAll));
        this.listWatch = new ListWatch(locations, config.revocation(), clock, meters);
        meters.gaugeCollectionSize("openvtn.trust.roots.left.out", List.of(), leftOut);
    }

    private record Snapshot(
            long change, List<Authority> configured, RevocationLists lists, TrustedAuthorities authorities) {}

    /** Fails the start when a configured file must not be used. */
    void open(@Observes StartupEvent event, Vertx vertx) throws UnusableAnchorException, InterruptedException {
        configured = files.read();
        listWatch.start(() -> configured.stream().map(Authority::certificate).toList());
        vertx.setPeriodic(
                config.reloadPeriod().toMillis(),
                timer -> vertx.executeBlocking(() -> {
                    reload();
                    return null;
                }));
    }

    @PreDestroy
    void close() {
        listWatch.close();
    }

    /** The same object until something changes; so are what it is made of, and a look at them costs nothing. */
    @SuppressWarnings("ReferenceEquality")
    TrustedAuthorities authorities() {
        Snapshot current = snapshot;
        long change = fleet.trustChanges();
        List<Authority> fromFiles = configured;
        RevocationLists lists = listWatch.lists();
        if (current.change() != change || current.configured() != fromFiles || current.lists() != lists) {
            current = new Snapshot(change, fromFiles, lists, collect(fromFiles, lists));
            snapshot = current;
        }
        return current.authorities();
    }

    /** The roots of the bus that may be anchors. */
    List<X509Certificate> busRoots() {
        return fleet.trustAnchors().stream()
                .filter(record -> record.role() == AuthorityRole.ROOT)
                .flatMap(record -> parse(record).stream())
                .filter(this::isAdmitted)
                .toList();
    }

    private void reload() {
        try {
            List<Authority> read = files.read();
            complaint = "";
            if (!read.equals(configured)) {
                configured = read;
                LOG.infof("trust anchors read again: %d CAs in files", read.size());
            }
        } catch (UnusableAnchorException e) {
            meters.counter("openvtn.trust.reload.failures").increment();
            String said = String.valueOf(e.getMessage());
            if (!said.equals(complaint)) {
                LOG.errorf("trust anchors not read again, those from before stay: %s", said);
            }
            complaint = said;
        }
    }

    private TrustedAuthorities collect(List<Authority> fromFiles, RevocationLists lists) {
        List<Anchor> anchors = new ArrayList<>();
        List<X509Certificate> intermediates = new ArrayList<>();
        for (TrustAnchorRecord record : fleet.trustAnchors()) {
            List<X509Certificate> authorities = parse(record);
            if (record.role() == AuthorityRole.ROOT) {
                authorities.stream()
                        .filter(this::isAdmitted)
                        .forEach(root -> anchors.add(new Anchor(root, record.policy(), false)));
            } else if (record.role() == AuthorityRole.VEN_ISSUING) {
                // The VTN issuing CA is left out: its leaves are no VENs.
                intermediates.addAll(authorities);
            }
        }
        for (Authority authority : fromFiles) {
            if (CertificateRules.isSelfIssued(authority.certificate())) {
                anchors.add(new Anchor(authority.certificate(), authority.policy(), authority.listed()));
            } else {
                intermediates.add(authority.certificate());
            }
        }
        return new TrustedAuthorities(anchors, intermediates, lists);
    }

    private boolean isAdmitted(X509Certificate root) {
        boolean admitted = busRoots.admit(root);
        if (!admitted && leftOut.add(BusRoots.fingerprint(root))) {
            LOG.warnf(
                    "the bus' root '%s' is left out, as openvtn.trust.bus-roots does not name it: SHA-256 %s",
                    root.getSubjectX500Principal(), BusRoots.fingerprint(root).hex());
        }
        return admitted;
    }

    /** A record that must not be used is as good as none: the others go on. */
    private List<X509Certificate> parse(TrustAnchorRecord record) {
        try {
            return files.parse(record.certificate(), "trust-anchors, " + record.name());
        } catch (UnusableAnchorException e) {
            LOG.errorf("a trust anchor is left out: %s", e.getMessage());
            return List.of();
        }
    }
}
