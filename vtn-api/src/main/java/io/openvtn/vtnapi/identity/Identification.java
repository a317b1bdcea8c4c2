package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.fleet.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * From a connection's certificate to its VEN. Asked for every request, so that a revocation or a suspension takes effect on
 * connections that are open. Thread safe; does no I/O.
 */
@ApplicationScoped
public class Identification {

    private static final String SESSION_FINGERPRINT = "openvtn.fingerprint";

    private final Fleet fleet;
    private final Clock clock;

    Identification(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    public Identity of(SSLSession session) {
        return fingerprint(session).map(this::of).orElseGet(() -> new Identity.Nobody("no client certificate"));
    }

    private Identity of(Fingerprint fingerprint) {
        Optional<VenRecord> bound = fleet.venOfCertificate(fingerprint.hex());
        if (bound.isEmpty()) {
            return new Identity.Nobody("the certificate %s is bound to no VEN; have the VTN's operator bind it"
                    .formatted(fingerprint.hex()));
        }
        VenRecord ven = bound.get();
        if (ven.status() != VenStatus.ACTIVE) {
            return new Identity.Nobody("the VEN is %s; ask the VTN's operator".formatted(ven.status()));
        }
        Instant now = clock.instant();
        boolean valid = ven.bindings().stream()
                .filter(binding -> binding.sha256().equals(fingerprint.hex()))
                .anyMatch(binding -> isValid(binding, now));
        return valid
                ? new Identity.Known(ven)
                : new Identity.Nobody("the certificate %s is revoked, on hold or expired; use another one"
                        .formatted(fingerprint.hex()));
    }

    private static boolean isValid(Binding binding, Instant now) {
        return binding.status() == CertificateStatus.VALID
                && !now.isBefore(binding.notBefore())
                && !now.isAfter(binding.notAfter());
    }

    /** Hashed once for each TLS session. */
    private static Optional<Fingerprint> fingerprint(SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        if (session.getValue(SESSION_FINGERPRINT) instanceof Fingerprint known) {
            return Optional.of(known);
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            var fingerprint = Fingerprint.of(chain[0]);
            session.putValue(SESSION_FINGERPRINT, fingerprint);
            return Optional.of(fingerprint);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
