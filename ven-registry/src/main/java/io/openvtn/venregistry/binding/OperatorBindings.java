package io.openvtn.venregistry.binding;

import static java.util.Comparator.reverseOrder;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FingerprintText;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.BindingView;
import io.openvtn.venregistry.ven.CertificatesAwaited;
import io.openvtn.venregistry.ven.VenBindings;
import io.openvtn.venregistry.ven.VenCondition;
import io.openvtn.venregistry.ven.Vens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What operators do with bindings, and how they see them. */
@ApplicationScoped
class OperatorBindings implements VenBindings {

    /** The first part finds the candidates by the index binding_not_after. */
    private static final String EXPIRING = """
            ven_id in (select expiring.ven_id from binding expiring
                where expiring.not_after < :expiresBefore and expiring.status = 'VALID')
            and not exists (select from binding later
                where later.ven_id = ven.ven_id and later.status = 'VALID'
                and (later.not_after is null or later.not_after >= :expiresBefore))""";

    private static final int MOST_PUBLISHED = 100;

    private final Bindings bindings;
    private final BindingRepository rows;
    private final AwaitedCertificates awaited;
    private final Event<CertificatesAwaited> awaiting;
    private final ManyBindings many;
    private final Vens vens;
    private final CertificatePem pem;
    private final Clock clock;

    OperatorBindings(
            Bindings bindings,
            BindingRepository rows,
            AwaitedCertificates awaited,
            Event<CertificatesAwaited> awaiting,
            ManyBindings many,
            Vens vens,
            Clock clock) {
        this.bindings = bindings;
        this.rows = rows;
        this.awaited = awaited;
        this.awaiting = awaiting;
        this.many = many;
        this.vens = vens;
        this.pem = new CertificatePem(clock);
        this.clock = clock;
    }

    /**
     * A binding as it is now, and whether this request made it.
     *
     * @param binding empty while the VEN waits for the certificate
     */
    record Result(Optional<BindingView> binding, boolean made) {}

    @Transactional
    Result bind(String venId, CertificateRequest request) {
        vens.lockForCertificate(venId);
        var errors = new FieldErrors();
        Optional<NamedCertificate> named = named(request.certificate(), request.sha256(), errors);
        if (request.certificate().isEmpty() && request.sha256().isEmpty()) {
            errors.add("certificate", "is missing; give it or sha256");
        }
        errors.throwIfAny();

        Optional<Fingerprint> before = whole(named.orElseThrow());
        boolean made = bind(named.orElseThrow(), venId);
        return new Result(
                before.or(() -> whole(named.orElseThrow()))
                        .flatMap(rows::findLocked)
                        .map(BindingEntity::toView),
                made);
    }

    @Transactional
    void release(String venId, String sha256) {
        FingerprintText fingerprint;
        try {
            fingerprint = FingerprintText.valueOf(sha256);
        } catch (IllegalArgumentException e) {
            throw notHis(venId, sha256);
        }
        boolean waited = awaited.venOf(fingerprint.shortForm()).equals(Optional.of(venId))
                && awaited.forget(fingerprint.shortForm());
        boolean released = whole(fingerprint)
                .filter(whole -> bindings.release(whole, venId))
                .isPresent();
        if (!waited && !released) {
            throw notHis(venId, sha256);
        }
    }

    private static RuntimeException notHis(String venId, String sha256) {
        return Problems.notFound("VEN %s has no certificate %s".formatted(venId, sha256));
    }

    @Override
    public Optional<Named> read(Optional<String> certificate, Optional<String> sha256, FieldErrors errors) {
        return named(certificate, sha256, errors).map(Function.identity());
    }

    @Override
    public void bind(Named certificate, String venId) {
        bind((NamedCertificate) certificate, venId);
    }

    @Override
    public Map<String, String> obstacles(Collection<Named> certificates) {
        return many.obstacles(certificates);
    }

    @Override
    public void bindAll(Map<String, List<Named>> byVenId) {
        many.bindAll(byVenId, this::bind);
    }

    @Override
    public List<String> renewable(String venId) {
        Instant now = clock.instant();
        return rows.ofVens(List.of(venId)).stream()
                .filter(binding -> binding.isRenewable(now))
                .map(binding -> new Fingerprint(binding.sha256).openAdr())
                .toList();
    }

    @Override
    public VenCondition expiringBefore(Instant time) {
        return new VenCondition(EXPIRING, "expiresBefore", time);
    }

    @Override
    public Optional<String> venOf(FingerprintText fingerprint) {
        return whole(fingerprint).flatMap(rows::holder).or(() -> awaited.venOf(fingerprint.shortForm()));
    }

    @Override
    public Optional<String> waitingFor(String shortForm) {
        return awaited.venOf(shortForm);
    }

    @Override
    public void awaitNone(String venId) {
        awaited.forgetAllOf(venId);
    }

    @Override
    public Map<String, List<String>> awaited(Collection<String> venIds) {
        return venIds.isEmpty()
                ? Map.of()
                : awaited.of(venIds).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, ven -> ven.getValue().stream()
                                .map(Fingerprint::printed)
                                .toList()));
    }

    @Override
    public void takeBack(String venId, List<Binding> published) {
        rows.takeBack(venId, published, clock.instant());
    }

    @Override
    public Map<String, List<Binding>> published(Collection<String> venIds) {
        return byVen(venIds, BindingEntity::toRecord).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, ven -> bounded(ven.getValue())));
    }

    /** A record has to fit into Kafka whatever a VEN's history is: those that admit it first, the newest before the older. */
    private static List<Binding> bounded(List<Binding> bindings) {
        return bindings.size() <= MOST_PUBLISHED
                ? bindings
                : bindings.stream()
                        .sorted(Comparator.comparing(Binding::status).thenComparing(Binding::notBefore, reverseOrder()))
                        .limit(MOST_PUBLISHED)
                        .toList();
    }

    @Override
    public Map<String, List<BindingView>> views(Collection<String> venIds) {
        return byVen(venIds, BindingEntity::toView);
    }

    private boolean bind(NamedCertificate named, String venId) {
        return named.fold(certificate -> bind(certificate, venId), shortForm -> rows.ofShortForm(shortForm)
                .map(known -> bind(new OfferedCertificate(known, Optional.empty()), venId))
                .orElseGet(() -> await(shortForm, venId)));
    }

    /** The inbox may have it already, and binds it then. */
    private boolean await(String shortForm, String venId) {
        String waiting = awaited.await(shortForm, venId);
        if (!waiting.equals(venId)) {
            throw Problems.taken(AwaitedCertificates.obstacle(shortForm, waiting), "venId", waiting);
        }
        awaiting.fire(new CertificatesAwaited(Map.of(shortForm, venId)));
        return true;
    }

    private boolean bind(OfferedCertificate offered, String venId) {
        BindOutcome outcome = bindings.bind(offered, venId);
        outcome.obstacle(offered.fingerprint().hex()).ifPresent(obstacle -> {
            throw outcome.holder()
                    .map(holder -> Problems.taken(obstacle, "venId", holder))
                    .orElseGet(() -> Problems.conflict(obstacle));
        });
        return outcome.isNew();
    }

    private Optional<NamedCertificate> named(
            Optional<String> certificate, Optional<String> sha256, FieldErrors errors) {
        if (certificate.isPresent() && sha256.isPresent()) {
            errors.add("sha256", "stands beside certificate; give one of the two");
        }
        Optional<NamedCertificate> uploaded =
                certificate.flatMap(text -> uploaded(text, errors)).map(NamedCertificate.Whole::new);
        Optional<NamedCertificate> written = sha256.flatMap(text -> written(text, errors));
        return uploaded.or(() -> written);
    }

    private Optional<OfferedCertificate> uploaded(String text, FieldErrors errors) {
        try {
            return Optional.of(pem.read(text));
        } catch (IllegalArgumentException e) {
            errors.add("certificate", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<NamedCertificate> written(String text, FieldErrors errors) {
        try {
            FingerprintText fingerprint = FingerprintText.valueOf(text);
            return Optional.of(
                    fingerprint.isWhole()
                            ? new NamedCertificate.Whole(
                                    new OfferedCertificate(new Fingerprint(fingerprint.hex()), Optional.empty()))
                            : new NamedCertificate.Short(fingerprint.shortForm()));
        } catch (IllegalArgumentException e) {
            errors.add("sha256", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Fingerprint> whole(NamedCertificate named) {
        return named.fold(certificate -> Optional.of(certificate.fingerprint()), rows::ofShortForm);
    }

    private Optional<Fingerprint> whole(FingerprintText text) {
        return text.isWhole() ? Optional.of(new Fingerprint(text.hex())) : rows.ofShortForm(text.shortForm());
    }

    private <T> Map<String, List<T>> byVen(Collection<String> venIds, Function<BindingEntity, T> form) {
        return venIds.isEmpty()
                ? Map.of()
                : rows.ofVens(venIds).stream()
                        .collect(Collectors.groupingBy(
                                binding -> binding.venId, Collectors.mapping(form, Collectors.toList())));
    }
}
