package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.CertificateRecord;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.venregistry.ven.Vens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Which certificate proves to be which VEN. Each method needs a transaction; locks the VEN before its binding. */
@ApplicationScoped
class Bindings {

    private static final Logger LOG = Logger.getLogger(Bindings.class);

    private final BindingRepository bindings;
    private final AwaitedCertificates awaited;
    private final Vens vens;
    private final Clock clock;

    Bindings(BindingRepository bindings, AwaitedCertificates awaited, Vens vens, Clock clock) {
        this.bindings = bindings;
        this.awaited = awaited;
        this.vens = vens;
        this.clock = clock;
    }

    /** An operator's wish. The VEN exists and its lock is held. */
    BindOutcome bind(OfferedCertificate certificate, String venId) {
        if (bindings.insert(certificate, venId, CertificateStatus.VALID, 0, clock.instant())) {
            bound(certificate.fingerprint(), venId);
            return new BindOutcome.Bound();
        }
        Optional<Fingerprint> other = bindings.collision(certificate.fingerprint());
        if (other.isPresent()) {
            return new BindOutcome.Collides(other.get());
        }
        BindingEntity known = bindings.findLocked(certificate.fingerprint()).orElseThrow();
        BindOutcome outcome = known.outcome(Optional.of(venId));
        if (!outcome.isNew()) {
            return outcome;
        }
        known.venId = venId;
        known.boundAt = clock.instant();
        certificate.validity().ifPresent(known::validity);
        bound(certificate.fingerprint(), venId);
        return outcome;
    }

    private void bound(Fingerprint fingerprint, String venId) {
        awaited.forget(fingerprint.shortForm());
        vens.certified(venId);
    }

    /**
     * Takes the certificate from the VEN. The row stays without a VEN, so that a later record of the same certificate, such as
     * the end of a hold, does not bind it again.
     *
     * @return whether the VEN had it
     */
    boolean release(Fingerprint fingerprint, String venId) {
        vens.lock(venId);
        Optional<BindingEntity> held = bindings.findLocked(fingerprint)
                .filter(binding -> binding.boundTo().equals(Optional.of(venId)));
        held.ifPresent(binding -> {
            binding.venId = null;
            vens.uncertified(venId, bindings.ofVens(List.of(venId)).size());
        });
        return held.isPresent();
    }

    /** What the authority says of a VEN's certificate: binds it, or brings its binding up to date. */
    void follow(CertificateRecord certificate, String venName) {
        var offered = new OfferedCertificate(
                new Fingerprint(certificate.sha256()),
                Optional.of(new Validity(certificate.notBefore(), certificate.notAfter())));
        bindings.holder(offered.fingerprint()).ifPresent(vens::lock);
        Optional<BindingEntity> known = bindings.findLocked(offered.fingerprint());
        if (known.isPresent()) {
            update(known.get(), certificate, offered.validity().orElseThrow());
            return;
        }
        Optional<Fingerprint> other = bindings.collision(offered.fingerprint());
        if (other.isPresent()) {
            LOG.errorf(
                    "certificate %s is not bound: its OpenADR fingerprint is that of %s",
                    certificate.sha256(), other.get().hex());
            return;
        }
        String venId = vens.ensure(venName);
        try (var about = LogFields.ofVen(venId)) {
            bindTo(venId, venName, offered, certificate);
        }
    }

    private void bindTo(String venId, String venName, OfferedCertificate offered, CertificateRecord certificate) {
        if (vens.lock(venId).filter(VenStatus.RETIRED::equals).isPresent()) {
            LOG.warnf(
                    "certificate %s is not bound: VEN %s, %s, is RETIRED; revoke it, or issue it for another name",
                    certificate.sha256(), venId, venName);
            return;
        }
        boolean inserted =
                bindings.insert(offered, venId, certificate.status(), certificate.revision(), clock.instant());
        if (inserted) {
            bound(offered.fingerprint(), venId);
            LOG.infof("certificate %s is bound to VEN %s, %s", certificate.sha256(), venId, venName);
        } else {
            // An operator bound it since it was looked for.
            update(
                    bindings.findLocked(offered.fingerprint()).orElseThrow(),
                    certificate,
                    offered.validity().orElseThrow());
        }
    }

    private void update(BindingEntity known, CertificateRecord certificate, Validity validity) {
        if (certificate.revision() <= known.certificateRevision) {
            return;
        }
        boolean changed =
                known.status != certificate.status() || !known.validity().equals(Optional.of(validity));
        known.certificateRevision = certificate.revision();
        known.status = certificate.status();
        known.validity(validity);
        if (changed) {
            try (var about = LogFields.ofVen(known.boundTo())) {
                LOG.infof("certificate %s is now %s", known.sha256, known.status);
            }
            known.boundTo().ifPresent(vens::certificateChanged);
        }
    }
}
