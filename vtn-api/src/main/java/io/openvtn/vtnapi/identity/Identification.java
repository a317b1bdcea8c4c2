package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.certificate.Refusals;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.trust.PathCheck;
import io.openvtn.vtnapi.trust.Verdict;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * From a certificate to its VEN. Asked for every request, so that a revocation, a suspension or a change of the anchors
 * takes effect on connections that are open and on sessions that are resumed. Thread safe; does no I/O.
 */
@ApplicationScoped
public class Identification {

    private final PathCheck pathCheck;
    private final Fleet fleet;
    private final UnknownCertificates unknown;
    private final Refusals refusals;
    private final Clock clock;

    Identification(PathCheck pathCheck, Fleet fleet, UnknownCertificates unknown, Refusals refusals, Clock clock) {
        this.pathCheck = pathCheck;
        this.fleet = fleet;
        this.unknown = unknown;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Whether there is anybody whose word is taken: without one, every certificate would be refused. */
    public boolean canTrust() {
        return pathCheck.canTrust();
    }

    /**
     * A VEN as it was found to be a certificate's holder.
     *
     * @param under those who were trusted
     * @param until when any of it may end by itself
     */
    private record Found(Identity.Known identity, Object under, Instant since, Instant until) {

        @SuppressWarnings("ReferenceEquality")
        boolean holds(Optional<VenRecord> bound, Object standing, Instant now) {
            return bound.isPresent()
                    && bound.get() == identity.ven()
                    && under == standing
                    && !now.isBefore(since)
                    && !now.isAfter(until);
        }
    }

    /** The certificate's VEN, if it was found before and all that made it so still holds. */
    public Optional<VenRecord> known(ClientCertificate certificate) {
        return found(certificate, bound(certificate), pathCheck.standing(), clock.instant())
                .map(found -> found.identity().ven());
    }

    private Optional<VenRecord> bound(ClientCertificate certificate) {
        return fleet.venOfCertificate(certificate.fingerprint().hex());
    }

    private static Optional<Found> found(
            ClientCertificate certificate, Optional<VenRecord> bound, Object standing, Instant now) {
        return certificate.kept(Found.class).filter(before -> before.holds(bound, standing, now));
    }

    /** @param request that the certificate came with, for the log */
    public Identity identify(ClientCertificate certificate, HttpServerRequest request) {
        Instant now = clock.instant();
        // Before anything is looked at: what changes meanwhile is seen by the next look.
        Object standing = pathCheck.standing();
        Optional<VenRecord> bound = bound(certificate);
        Optional<Found> found = found(certificate, bound, standing, now);
        if (found.isPresent()) {
            return found.get().identity();
        }
        Identity identity = identity(certificate, bound, standing, now);
        if (identity instanceof Identity.Nobody nobody) {
            refusals.refused(nobody.reason(), certificate, String.valueOf(request.remoteAddress()));
        }
        return identity;
    }

    private Identity identity(ClientCertificate certificate, Optional<VenRecord> bound, Object standing, Instant now) {
        Verdict verdict = pathCheck.verdict(certificate, now);
        if (verdict instanceof Verdict.Refused refused) {
            return new Identity.Nobody(
                    refused.reason(), "the client certificate is not accepted; the VTN's operator sees why", bound);
        }
        String sha256 = certificate.fingerprint().hex();
        if (bound.isEmpty()) {
            unknown.seen(certificate, now);
            return nobody(
                    Reason.NOT_BOUND,
                    "the certificate %s is bound to no VEN; have the VTN's operator bind it".formatted(sha256));
        }
        VenRecord ven = bound.get();
        Optional<Binding> binding = ven.bindings().stream()
                .filter(candidate -> candidate.sha256().equals(sha256))
                .findFirst();
        if (binding.isEmpty()) {
            // unbound between the two looks
            return nobody(Reason.NOT_BOUND, "the certificate is bound to no VEN");
        }
        Identity identity = identity(ven, binding.get(), now);
        if (identity instanceof Identity.Known known && verdict instanceof Verdict.Accepted accepted) {
            Instant until =
                    Collections.min(List.of(accepted.notAfter(), binding.get().notAfter()));
            certificate.keep(new Found(known, standing, now, until));
        }
        return identity;
    }

    private static Identity identity(VenRecord ven, Binding binding, Instant now) {
        return switch (binding.status()) {
            case REVOKED -> refused(ven, Reason.REVOKED, "the certificate is revoked; use another one");
            case ON_HOLD -> refused(ven, Reason.ON_HOLD, "the certificate is on hold; ask the VTN's operator");
            case VALID -> {
                if (now.isBefore(binding.notBefore()) || now.isAfter(binding.notAfter())) {
                    yield refused(ven, Reason.BINDING_EXPIRED, "the certificate's binding is expired; use another one");
                }
                yield ven.status() == VenStatus.ACTIVE
                        ? new Identity.Known(ven)
                        : refused(
                                ven,
                                Reason.VEN_NOT_ACTIVE,
                                "the VEN is %s; ask the VTN's operator".formatted(ven.status()));
            }
        };
    }

    private static Identity refused(VenRecord ven, Reason reason, String why) {
        return new Identity.Nobody(reason, why, Optional.of(ven));
    }

    private static Identity nobody(Reason reason, String why) {
        return new Identity.Nobody(reason, why, Optional.empty());
    }
}
