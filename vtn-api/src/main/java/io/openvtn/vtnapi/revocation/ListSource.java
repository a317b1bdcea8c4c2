package io.openvtn.vtnapi.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.Fingerprint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One location that a revocation list comes from, and the last good one that came. What is damaged, older or of somebody else
 * changes nothing. Refreshed by one thread; what it holds may be read by any.
 */
final class ListSource {

    private static final Logger LOG = Logger.getLogger(ListSource.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final URI location;
    private final ListFetch fetch;
    private final RevocationConfig config;
    private final MeterRegistry meters;

    private volatile Optional<RevocationList> list = Optional.empty();
    private Optional<Fingerprint> taken = Optional.empty();
    private Instant due = Instant.MIN;
    /** Why there is no newer one; said once. */
    private String complaint = "";

    ListSource(URI location, ListFetch fetch, RevocationConfig config, MeterRegistry meters) {
        this.location = location;
        this.fetch = fetch;
        this.config = config;
        this.meters = meters;
    }

    Optional<RevocationList> list() {
        return list;
    }

    /** The copy that was kept before the service was started again, for when the location can't be reached. */
    void recall(Collection<X509Certificate> authorities, Instant now) {
        Optional<Path> copy = copy().filter(Files::exists);
        if (copy.isEmpty()) {
            return;
        }
        try {
            take(fetch.get(copy.get().toUri()), authorities, now);
        } catch (UnusableListException e) {
            LOG.warnf("the kept copy of the revocation list %s is not used: %s", location, e.getMessage());
        }
    }

    /** Looks whether there is a new one, if it is time to. */
    void refresh(Collection<X509Certificate> authorities, Instant now) {
        if (now.isBefore(due)) {
            return;
        }
        // Whatever becomes of it: the next look is not at once.
        due = now.plus(RETRY.compareTo(config.period()) < 0 ? RETRY : config.period());
        try {
            byte[] encoded = fetch.get(location);
            if (take(encoded, authorities, now)) {
                keep(encoded);
            }
            complaint = "";
            due = now.plus(config.period());
        } catch (UnusableListException e) {
            failed(e);
        }
    }

    /** Whether it is another one than before. */
    private boolean take(byte[] encoded, Collection<X509Certificate> authorities, Instant now)
            throws UnusableListException {
        var fingerprint = Fingerprint.of(encoded);
        if (taken.filter(fingerprint::equals).isPresent()) {
            return false;
        }
        var read = RevocationList.read(encoded, authorities, now);
        Optional<Instant> newest = list.map(RevocationList::thisUpdate).filter(read.thisUpdate()::isBefore);
        if (newest.isPresent()) {
            throw new UnusableListException(
                    "it is of %s, older than the one at hand, of %s".formatted(read.thisUpdate(), newest.get()));
        }
        list = Optional.of(read);
        taken = Optional.of(fingerprint);
        LOG.infof(
                "revocation list of '%s' taken from %s: %d certificates, the next one by %s",
                read.issuer(), location, read.serials().size(), read.nextUpdate());
        return true;
    }

    private void failed(UnusableListException failure) {
        meters.counter("openvtn.trust.revocation.failures").increment();
        String said = String.valueOf(failure.getMessage());
        if (!said.equals(complaint)) {
            LOG.warnf(
                    "no new revocation list from %s: %s; %s",
                    location,
                    said,
                    list.map(at -> "the one of %s counts until %s"
                                    .formatted(at.thisUpdate(), at.nextUpdate().plus(config.grace())))
                            .orElse("VENs with certificates of its CA are refused"));
        }
        complaint = said;
    }

    private Optional<Path> copy() {
        return config.folder()
                .filter(folder -> ListFetch.isOverHttp(location))
                .map(folder -> folder.resolve(Fingerprint.of(location.toString().getBytes(StandardCharsets.UTF_8))
                                .hex()
                        + ".crl"));
    }

    private void keep(byte[] encoded) {
        Optional<Path> copy = copy();
        if (copy.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(copy.get().getParent());
            Path half = Files.createTempFile(copy.get().getParent(), "new-", ".part");
            Files.write(half, encoded);
            Files.move(half, copy.get(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warnf("the revocation list %s cannot be kept for the next start: %s", location, e);
        }
    }
}
