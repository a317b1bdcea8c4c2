package io.openvtn.venregistry.binding;

import static java.util.Comparator.reverseOrder;

import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Problems;
import io.openvtn.venregistry.ven.BindingView;
import io.openvtn.venregistry.ven.VenBindings;
import io.openvtn.venregistry.ven.Vens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
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

    private static final int MOST_PUBLISHED = 100;

    private final Bindings bindings;
    private final BindingRepository rows;
    private final Vens vens;
    private final CertificatePem pem;
    private final Clock clock;

    OperatorBindings(Bindings bindings, BindingRepository rows, Vens vens, Clock clock) {
        this.bindings = bindings;
        this.rows = rows;
        this.vens = vens;
        this.pem = new CertificatePem(clock);
        this.clock = clock;
    }

    /** A binding as it is now, and whether this request made it. */
    record Result(BindingView binding, boolean made) {}

    @Transactional
    Result bind(String venId, CertificateRequest request) {
        VenStatus status = vens.lock(venId).orElseThrow(() -> Problems.notFound("there is no VEN " + venId));
        if (status == VenStatus.RETIRED) {
            throw Problems.conflict("VEN %s is RETIRED; it gets no certificate any more".formatted(venId));
        }
        var errors = new FieldErrors();
        Optional<OfferedCertificate> offered = offered(request.certificate(), request.sha256(), errors);
        if (request.certificate().isEmpty() && request.sha256().isEmpty()) {
            errors.add("certificate", "is missing; give it or sha256");
        }
        errors.throwIfAny();

        boolean made = bind(offered.orElseThrow(), venId);
        return new Result(
                rows.findLocked(offered.orElseThrow().fingerprint())
                        .orElseThrow()
                        .toView(),
                made);
    }

    @Transactional
    void release(String venId, String sha256) {
        Optional<Fingerprint> fingerprint = fingerprint("sha256", sha256, new FieldErrors());
        if (fingerprint.filter(value -> bindings.release(value, venId)).isEmpty()) {
            throw Problems.notFound("VEN %s has no certificate %s".formatted(venId, sha256));
        }
    }

    @Override
    public Optional<Bind> read(Optional<String> certificate, Optional<String> sha256, FieldErrors errors) {
        return offered(certificate, sha256, errors).map(offered -> venId -> bind(offered, venId));
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

    private boolean bind(OfferedCertificate offered, String venId) {
        String sha256 = offered.fingerprint().hex();
        return bindings.bind(offered, venId)
                .fold(
                        bound -> true,
                        unchanged -> false,
                        taken -> {
                            throw Problems.taken(
                                    "certificate %s is bound to VEN %s; release it there first"
                                            .formatted(sha256, taken.venId()),
                                    "venId",
                                    taken.venId());
                        },
                        revoked -> {
                            throw Problems.conflict("certificate %s was revoked by its authority".formatted(sha256));
                        },
                        collides -> {
                            throw Problems.conflict(
                                    "certificate %s has the same OpenADR fingerprint as %s; issue another"
                                            .formatted(sha256, collides.other().hex()));
                        });
    }

    private Optional<OfferedCertificate> offered(
            Optional<String> certificate, Optional<String> sha256, FieldErrors errors) {
        if (certificate.isPresent() && sha256.isPresent()) {
            errors.add("sha256", "stands beside certificate; give one of the two");
        }
        Optional<OfferedCertificate> uploaded = certificate.flatMap(text -> uploaded(text, errors));
        Optional<OfferedCertificate> named = sha256.flatMap(text -> fingerprint("sha256", text, errors))
                .map(fingerprint -> new OfferedCertificate(fingerprint, Optional.empty()));
        return uploaded.or(() -> named);
    }

    private Optional<OfferedCertificate> uploaded(String text, FieldErrors errors) {
        try {
            return Optional.of(pem.read(text));
        } catch (IllegalArgumentException e) {
            errors.add("certificate", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Fingerprint> fingerprint(String field, String text, FieldErrors errors) {
        try {
            return Optional.of(Fingerprint.valueOf(text));
        } catch (IllegalArgumentException e) {
            errors.add(field, e.getMessage());
            return Optional.empty();
        }
    }

    private <T> Map<String, List<T>> byVen(Collection<String> venIds, Function<BindingEntity, T> form) {
        return venIds.isEmpty()
                ? Map.of()
                : rows.of(venIds).stream()
                        .collect(Collectors.groupingBy(
                                binding -> binding.venId, Collectors.mapping(form, Collectors.toList())));
    }
}
