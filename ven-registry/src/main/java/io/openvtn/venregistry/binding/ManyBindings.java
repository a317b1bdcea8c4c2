package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.venregistry.ven.CertificatesAwaited;
import io.openvtn.venregistry.ven.OvertakenException;
import io.openvtn.venregistry.ven.VenBindings.Named;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Certificates of many new VENs, with a few statements for all of them. Its methods need a transaction. */
@ApplicationScoped
class ManyBindings {

    private final BindingRepository rows;
    private final AwaitedCertificates awaited;
    private final Event<CertificatesAwaited> awaiting;
    private final Clock clock;

    ManyBindings(
            BindingRepository rows, AwaitedCertificates awaited, Event<CertificatesAwaited> awaiting, Clock clock) {
        this.rows = rows;
        this.awaited = awaited;
        this.awaiting = awaiting;
        this.clock = clock;
    }

    /** What keeps each of them from being bound to a new VEN, by its short form. */
    Map<String, String> obstacles(Collection<Named> certificates) {
        Map<String, BindingEntity> known = known(certificates);
        Map<String, String> waiting = awaited.vensOf(certificates.stream()
                .filter(named -> !named.isWhole() && !known.containsKey(named.shortForm()))
                .map(Named::shortForm)
                .toList());
        Map<String, String> obstacles = new HashMap<>();
        waiting.forEach((end, venId) -> obstacles.put(end, AwaitedCertificates.obstacle(end, venId)));
        for (Named named : certificates) {
            Optional.ofNullable(known.get(named.shortForm()))
                    .flatMap(binding -> obstacle((NamedCertificate) named, binding))
                    .ifPresent(obstacle -> obstacles.put(named.shortForm(), obstacle));
        }
        return obstacles;
    }

    private static Optional<String> obstacle(NamedCertificate named, BindingEntity known) {
        boolean other = named.isWhole() && !named.hex().equals(known.sha256);
        BindOutcome outcome =
                other ? new BindOutcome.Collides(new Fingerprint(known.sha256)) : known.outcome(Optional.empty());
        return outcome.obstacle(other ? named.hex() : known.sha256);
    }

    /**
     * Binds them.
     *
     * @param singly binds one that was bound before and released
     */
    void bindAll(Map<String, List<Named>> byVenId, BiConsumer<Named, String> singly) {
        Set<String> known =
                known(byVenId.values().stream().flatMap(List::stream).toList()).keySet();
        List<BindingRepository.NewBinding> whole = new ArrayList<>();
        Map<String, String> ends = new TreeMap<>();
        byVenId.forEach((venId, certificates) -> certificates.stream()
                .filter(named -> !known.contains(named.shortForm()))
                .forEach(named -> ((NamedCertificate) named)
                        .fold(
                                certificate -> whole.add(BindingRepository.NewBinding.of(certificate, venId)),
                                end -> ends.put(end, venId) == null)));
        insert(whole);
        await(ends);
        byVenId.forEach((venId, certificates) -> certificates.stream()
                .filter(named -> known.contains(named.shortForm()))
                .forEach(named -> {
                    try {
                        singly.accept(named, venId);
                    } catch (HttpProblem e) {
                        throw new OvertakenException(String.valueOf(e.getDetail()));
                    }
                }));
    }

    private void insert(List<BindingRepository.NewBinding> whole) {
        if (whole.isEmpty()) {
            return;
        }
        if (rows.insertAll(whole, clock.instant()) < whole.size()) {
            throw new OvertakenException("one of these certificates was bound meanwhile");
        }
        awaited.forgetAll(whole.stream()
                .map(binding -> new Fingerprint(binding.sha256()).shortForm())
                .toList());
    }

    private void await(Map<String, String> ends) {
        if (ends.isEmpty()) {
            return;
        }
        if (awaited.awaitAll(ends) < ends.size()) {
            throw new OvertakenException("another VEN began to wait for one of these certificates meanwhile");
        }
        awaiting.fire(new CertificatesAwaited(ends));
    }

    private Map<String, BindingEntity> known(Collection<Named> certificates) {
        return rows.ofShortForms(certificates.stream().map(Named::shortForm).collect(Collectors.toSet()));
    }
}
