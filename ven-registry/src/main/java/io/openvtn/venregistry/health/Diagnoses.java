package io.openvtn.venregistry.health;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.Step;
import io.openvtn.venregistry.health.Contacts.Refusals;
import io.openvtn.venregistry.ven.BindingView;
import io.openvtn.venregistry.ven.PublishedRequests;
import io.openvtn.venregistry.ven.TransitionView;
import io.openvtn.venregistry.ven.VenService;
import io.openvtn.venregistry.ven.VenView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Finds out what is wrong with a VEN, by what is stored of it. */
@ApplicationScoped
class Diagnoses {

    private static final String REPORTS =
            "select jsonb_array_length(reports) from report_capability where ven_id = :venId";

    private final VenService vens;
    private final PublishedRequests requests;
    private final Contacts contacts;
    private final Session session;
    private final HealthConfig config;
    private final Clock clock;

    Diagnoses(
            VenService vens,
            PublishedRequests requests,
            Contacts contacts,
            Session session,
            HealthConfig config,
            Clock clock) {
        this.vens = vens;
        this.requests = requests;
        this.contacts = contacts;
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such VEN */
    @Transactional
    Diagnosis of(String venId) {
        VenView ven = vens.get(venId);
        Optional<Refusals> refusals = contacts.refusals(venId);
        List<Step> steps = new ArrayList<>();
        steps.add(certificate(ven, clock.instant()));
        steps.add(status(ven, vens.history(venId)));
        steps.add(registration(ven));
        steps.add(contact(ven));
        steps.add(messages(ven, refusals));
        steps.add(clock(ven));
        steps.add(request(requests.pending(List.of(venId)).getOrDefault(venId, List.of())));
        steps.add(reports(venId));
        return new Diagnosis(
                venId,
                Step.summary(steps),
                List.copyOf(steps),
                refusals.map(Refusals::count).orElse(0L),
                refusals.map(Refusals::transportErrors).orElse(0L),
                refusals.map(Refusals::last));
    }

    private static Step certificate(VenView ven, Instant now) {
        List<BindingView> valid = ven.certificates().stream()
                .filter(certificate -> certificate.status() == CertificateStatus.VALID)
                .filter(certificate ->
                        certificate.notBefore().filter(now::isBefore).isEmpty())
                .filter(certificate ->
                        certificate.notAfter().filter(end -> !now.isBefore(end)).isEmpty())
                .toList();
        if (!valid.isEmpty()) {
            String until = valid.stream()
                            .allMatch(certificate -> certificate.notAfter().isPresent())
                    ? ", until "
                            + valid.stream()
                                    .flatMap(certificate -> certificate.notAfter().stream())
                                    .max(Comparator.naturalOrder())
                                    .orElseThrow()
                    : "";
            return Step.of("certificate", true, "%d is bound and valid%s".formatted(valid.size(), until));
        }
        if (!ven.certificates().isEmpty()) {
            return Step.of(
                    "certificate",
                    false,
                    "none that is bound is valid: "
                            + ven.certificates().stream()
                                    .map(Diagnoses::whyInvalid)
                                    .collect(Collectors.joining("; ")));
        }
        return Step.of(
                "certificate",
                false,
                ven.awaitedFingerprints().isEmpty()
                        ? "none is bound: enrol the VEN, bind its certificate, or look for it in the inbox"
                        : "none is bound yet: it waits for the one with the fingerprint "
                                + String.join(", ", ven.awaitedFingerprints()));
    }

    private static String whyInvalid(BindingView certificate) {
        String which = certificate.openAdrFingerprint();
        return switch (certificate.status()) {
            case REVOKED -> which + " is revoked";
            case ON_HOLD -> which + " is on hold";
            case VALID ->
                "%s is valid from %s to %s"
                        .formatted(
                                which,
                                certificate.notBefore().orElseThrow(),
                                certificate.notAfter().orElseThrow());
        };
    }

    private static Step status(VenView ven, List<TransitionView> history) {
        if (ven.status() == VenStatus.ACTIVE) {
            return Step.of("status", true, "the VEN is ACTIVE");
        }
        if (ven.status() == VenStatus.PENDING) {
            return Step.of("status", false, "the VEN is PENDING until a certificate is bound to it");
        }
        String how = history.stream()
                .filter(move -> move.to() == ven.status())
                .findFirst()
                .map(move -> " since %s, by %s%s"
                        .formatted(
                                move.at(),
                                move.by(),
                                move.reason().map(reason -> ": " + reason).orElse("")))
                .orElse("");
        return Step.of(
                "status", false, "the VEN is %s%s, so that its messages are refused".formatted(ven.status(), how));
    }

    private static Step registration(VenView ven) {
        if (!ven.registered()) {
            return Step.of("registration", false, "the VEN is not registered, so that its polls are refused with 463");
        }
        return Step.of(
                "registration",
                true,
                ven.registration()
                        .map(it -> "the VEN is registered since %s, with %s over %s"
                                .formatted(it.registeredAt(), it.profile(), it.transport()))
                        .orElse("the VEN is registered"));
    }

    private static Step contact(VenView ven) {
        return ven.lastSeen()
                .map(last -> Step.of(
                        "contact",
                        ven.online(),
                        ven.online()
                                ? "last heard of at " + last
                                : "not heard of since %s, though it should poll every %s"
                                        .formatted(last, ven.pollFrequency())))
                .orElse(Step.of("contact", false, "nothing was ever heard of the VEN: it never came"));
    }

    private static Step messages(VenView ven, Optional<Refusals> refusals) {
        return refusals.map(Refusals::last)
                .map(last -> {
                    String what = last.inWords();
                    boolean isOver = ven.lastSeen().filter(last.at()::isBefore).isPresent();
                    return Step.of(
                            "messages",
                            isOver,
                            isOver ? "taken since %s, when %s".formatted(last.at(), what) : "its last " + what);
                })
                .orElse(Step.of("messages", true, "none was refused"));
    }

    private Step clock(VenView ven) {
        return ven.clockSkew()
                .map(skew -> Step.of(
                        "clock",
                        skew.abs().compareTo(config.clockTolerance()) <= 0,
                        "its clock is %s %s".formatted(inSeconds(skew.abs()), skew.isNegative() ? "behind" : "ahead")))
                .orElse(Step.unknown("clock", "the VEN has sent nothing that says what its clock shows"));
    }

    private static String inSeconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    private static Step request(List<PendingRequest> waiting) {
        return waiting.isEmpty()
                ? Step.of("requests", true, "nothing is asked of the VEN")
                : Step.unknown(
                        "requests",
                        "the VEN has not answered: "
                                + waiting.stream()
                                        .map(request -> request.kind().toString())
                                        .collect(Collectors.joining(", ")));
    }

    private Step reports(String venId) {
        return session.createNativeQuery(REPORTS, Integer.class)
                .setParameter("venId", venId)
                .uniqueResultOptional()
                .filter(count -> count > 0)
                .map(count -> Step.of("reports", true, "the VEN has registered %d".formatted(count)))
                .orElse(Step.unknown("reports", "the VEN has registered none"));
    }
}
