package io.openvtn.venregistry.inbox;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.Actor;
import io.openvtn.venregistry.ven.CertificatesAwaited;
import io.openvtn.venregistry.ven.VenBindings;
import io.openvtn.venregistry.ven.Vens;
import io.openvtn.venregistry.ven.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Unknown certificates, and what operators decide of them. A decision that breaks a rule leaves everything as it was. */
@ApplicationScoped
class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final InboxRepository rows;
    private final Vens vens;
    private final VenBindings bindings;
    private final Actor actor;
    private final Clock clock;

    Inbox(InboxRepository rows, Vens vens, VenBindings bindings, Actor actor, Clock clock) {
        this.rows = rows;
        this.vens = vens;
        this.bindings = bindings;
        this.actor = actor;
        this.clock = clock;
    }

    @Transactional
    InboxPage list(InboxQuery query) {
        List<InboxView> found =
                rows.page(query).stream().map(InboxEntity::toView).toList();
        return query.page().cut(found, InboxView::sha256, InboxPage::new);
    }

    @Transactional
    InboxView get(String sha256) {
        return rows.find(sha256).orElseThrow(() -> unknown(sha256)).toView();
    }

    /** Binds the certificate to a VEN, which locks the VEN before the binding, and both before the inbox's row. */
    @Transactional
    InboxView approve(String sha256, Approval approval) {
        InboxEntity seen = rows.find(sha256).orElseThrow(() -> unknown(sha256));
        var errors = new FieldErrors();
        if (approval.venId().isPresent() == approval.venName().isPresent()) {
            errors.add("venId", "or venName has to be there, exactly one of the two");
        }
        Optional<String> reason = Words.reason(approval.reason(), errors);
        Optional<VenBindings.Named> certificate =
                bindings.read(Optional.of(seen.certificate), Optional.empty(), errors);
        errors.throwIfAny();

        String venId = approval.venId().map(this::existing).orElseGet(() -> vens.create(approval.venName()));
        bindings.bind(certificate.orElseThrow(), venId);
        InboxEntity row = waiting(sha256);
        row.venId = venId;
        decide(row, InboxStatus.APPROVED, reason);
        return row.toView();
    }

    /** VENs wait for certificates that may have been presented before. */
    void awaited(@Observes CertificatesAwaited awaited) {
        Map<String, String> waiting = rows.waiting(awaited.venIds().keySet());
        awaited.venIds().forEach((end, venId) -> Optional.ofNullable(waiting.get(end))
                .filter(this::isStillGood)
                .ifPresent(sha256 -> approve(sha256, Approval.awaitedBy(venId))));
    }

    /** One that has expired since it was presented binds nobody, and is no reason to make none of the VENs. */
    private boolean isStillGood(String sha256) {
        InboxEntity seen = rows.find(sha256).orElseThrow(() -> unknown(sha256));
        var errors = new FieldErrors();
        bindings.read(Optional.of(seen.certificate), Optional.empty(), errors);
        errors.violations()
                .forEach(
                        mistake -> LOG.infof("certificate %s waits for an operator: it %s", sha256, mistake.message()));
        return errors.violations().isEmpty();
    }

    @Transactional
    InboxView dismiss(String sha256, Dismissal dismissal) {
        var errors = new FieldErrors();
        Optional<String> reason = Words.reason(dismissal.reason(), errors);
        errors.throwIfAny();
        InboxEntity row = waiting(sha256);
        decide(row, InboxStatus.DISMISSED, reason);
        return row.toView();
    }

    private String existing(String venId) {
        vens.lockForCertificate(venId);
        return venId;
    }

    /** A dismissed one may still be approved; an approved one is released at its VEN. */
    private InboxEntity waiting(String sha256) {
        InboxEntity row = rows.findLocked(sha256).orElseThrow(() -> unknown(sha256));
        if (row.status == InboxStatus.APPROVED) {
            throw Problems.conflict("certificate %s is approved for VEN %s".formatted(sha256, row.venId));
        }
        return row;
    }

    private void decide(InboxEntity row, InboxStatus status, Optional<String> reason) {
        row.status = status;
        row.decidedAt = clock.instant();
        row.decidedBy = actor.name();
        row.reason = reason.orElse(null);
    }

    private static RuntimeException unknown(String sha256) {
        return Problems.notFound("the inbox holds no certificate " + sha256);
    }
}
