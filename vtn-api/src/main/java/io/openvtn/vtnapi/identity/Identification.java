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

    /** @param request that the certificate came with, for the log */
    public Identity identify(ClientCertificate certificate, HttpServerRequest request) {
        Identity identity = identity(certificate, clock.instant());
        if (identity instanceof Identity.Nobody nobody) {
            refusals.refused(nobody.reason(), certificate, String.valueOf(request.remoteAddress()));
        }
        return identity;
    }

    private Identity identity(ClientCertificate certificate, Instant now) {
        Verdict verdict = pathCheck.verdict(certificate, now);
        String sha256 = certificate.fingerprint().hex();
        Optional<VenRecord> bound = fleet.venOfCertificate(sha256);
        if (verdict instanceof Verdict.Refused refused) {
            return new Identity.Nobody(
                    refused.reason(), "the client certificate is not accepted; the VTN's operator sees why", bound);
        }
        if (bound.isEmpty()) {
            unknown.seen(certificate, now);
            return nobody(
                    Reason.NOT_BOUND,
                    "the certificate %s is bound to no VEN; have the VTN's operator bind it".formatted(sha256));
        }
        VenRecord ven = bound.get();
        return ven.bindings().stream()
                .filter(binding -> binding.sha256().equals(sha256))
                .findFirst()
                .map(binding -> identity(ven, binding, now))
                // unbound between the two looks
                .orElseGet(() -> nobody(Reason.NOT_BOUND, "the certificate is bound to no VEN"));
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
