package io.openvtn.vtnapi.fleet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.bus.view.TopicView;
import io.openvtn.bus.view.ViewListener;
import io.openvtn.bus.worker.Workers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What this replica knows: the VENs, the events, what waits for each VEN, and the trust anchors, all built from the bus.
 * Thread safe; no method does I/O.
 */
@ApplicationScoped
public class Fleet {

    private static final int FIRST = 1;
    private static final long LOOK_NANOS = 20_000_000;

    private final Map<String, Object> kafka;
    private final TopicProvisioner topics;
    private final Workers workers;
    private final MeterRegistry meters;
    private final Registrations registrations;
    private final Map<String, String> venIdsBySha256 = new ConcurrentHashMap<>();
    private final AtomicLong trustChanges = new AtomicLong();
    private final Awaited awaitedVens = new Awaited();
    private final Awaited awaitedDeliveries = new Awaited();

    @SuppressWarnings("NullAway.Init")
    private volatile Views views;

    private volatile boolean closing;

    Fleet(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicProvisioner topics,
            Workers workers,
            MeterRegistry meters,
            Registrations registrations) {
        this.kafka = kafka;
        this.topics = topics;
        this.workers = workers;
        this.meters = meters;
        this.registrations = registrations;
    }

    private record Views(
            TopicView<VenRecord> vens,
            TopicView<EventRecord> events,
            TopicView<CohortRecord> cohorts,
            VenCohorts shared,
            TopicView<DeliveryRecord> deliveries,
            TopicView<TrustAnchorRecord> trustAnchors) {

        Stream<Map.Entry<Topic, TopicView<?>>> all() {
            return Stream.of(
                    Map.entry(Topic.VENS, vens),
                    Map.entry(Topic.EVENTS, events),
                    Map.entry(Topic.COHORTS, cohorts),
                    Map.entry(Topic.DELIVERIES, deliveries),
                    Map.entry(Topic.TRUST_ANCHORS, trustAnchors));
        }
    }

    /** Before those who ask for what it shows. */
    void open(@Observes @Priority(FIRST) StartupEvent event) {
        TopicView<VenRecord> vens = TopicView.start(
                workers, kafka, topics.nameOf(Topic.VENS), VenRecord.class, new KeptVens()::of, this::index);
        var shared = new VenCohorts(venId -> held(vens, venId), awaitedDeliveries::changed);
        views = new Views(
                vens,
                follow(Topic.EVENTS, EventRecord.class, (before, now) -> {}),
                TopicView.start(workers, kafka, topics.nameOf(Topic.COHORTS), CohortRecord.class, shared::kept, shared),
                shared,
                follow(
                        Topic.DELIVERIES,
                        DeliveryRecord.class,
                        (before, now) -> now.ifPresent(record -> awaitedDeliveries.changed(record.venId()))),
                follow(Topic.TRUST_ANCHORS, TrustAnchorRecord.class, (before, now) -> trustChanges.incrementAndGet()));
        views.all().forEach(view -> {
            var topic = List.of(Tag.of("topic", view.getKey().label()));
            meters.gauge("openvtn.view.records", topic, view.getValue(), TopicView::size);
            meters.more().counter("openvtn.view.skipped", topic, view.getValue(), TopicView::skipped);
        });
    }

    void close(@Observes ShutdownEvent event) {
        closing = true;
        views.all().forEach(view -> view.getValue().close());
    }

    /** The VEN with that venID. */
    public Optional<VenRecord> ven(String venId) {
        return views.vens().get(venId);
    }

    /** The VEN that a certificate is bound to, whatever the binding's status. */
    public Optional<VenRecord> venOfCertificate(String sha256) {
        String venId = venIdsBySha256.get(sha256);
        return venId == null ? Optional.empty() : ven(venId);
    }

    public Optional<EventRecord> event(String eventId) {
        return views.events().get(eventId);
    }

    /** The events that concern the VEN, in no order. */
    public List<EventDelivery> deliveries(String venId) {
        List<EventDelivery> shared = views.shared().of(venId);
        List<EventDelivery> own =
                views.deliveries().get(venId).map(DeliveryRecord::events).orElse(List.of());
        if (shared.isEmpty()) {
            return own;
        }
        return own.isEmpty() ? shared : merged(shared, own);
    }

    /** What the VEN's own record says of an event holds. */
    private static List<EventDelivery> merged(List<EventDelivery> shared, List<EventDelivery> own) {
        List<EventDelivery> merged = new ArrayList<>(own);
        for (EventDelivery event : shared) {
            if (own.stream().noneMatch(other -> other.eventId().equals(event.eventId()))) {
                merged.add(event);
            }
        }
        return merged;
    }

    /** OptIDs of the opts that the VEN has sent and not cancelled. */
    public List<String> optIds(String venId) {
        return views.deliveries().get(venId).map(DeliveryRecord::optIds).orElse(List.of());
    }

    /** Whether the VEN's record came to be so within a time: what another service makes of a message takes a moment. */
    public Uni<Boolean> awaitVen(String venId, Predicate<VenRecord> holds, Duration patience) {
        return awaitedVens.until(venId, () -> ven(venId).filter(holds).isPresent(), patience);
    }

    /** Whether what waits for the VEN came to be so within a time; asked anew whenever that changes. */
    public Uni<Boolean> awaitDeliveries(String venId, BooleanSupplier holds, Duration patience) {
        return awaitedDeliveries.until(venId, holds, patience);
    }

    public Collection<TrustAnchorRecord> trustAnchors() {
        return views.trustAnchors().all();
    }

    /** Grows with every change of the trust anchors. */
    public long trustChanges() {
        return trustChanges.get();
    }

    /** Topics that have not been read to their end since the start. */
    public List<String> behind() {
        return labels(view -> !view.caughtUp());
    }

    /**
     * Topics that may lack records, as the service that writes them has not said that all are there. That of the trust anchors is
     * none while it is empty: anchors may come from files alone, without a cert-authority.
     */
    public List<String> incomplete() {
        return labels(view -> !view.complete() && !(view == views.trustAnchors() && view.size() == 0));
    }

    private List<String> labels(Predicate<TopicView<?>> condition) {
        return views.all()
                .filter(view -> condition.test(view.getValue()))
                .map(view -> view.getKey().label())
                .toList();
    }

    private <R extends StateRecord> TopicView<R> follow(Topic topic, Class<R> type, ViewListener<R> listener) {
        return TopicView.start(workers, kafka, topics.nameOf(topic), type, listener);
    }

    private void index(Optional<VenRecord> before, Optional<VenRecord> now) {
        now.ifPresent(ven -> ven.bindings().forEach(binding -> venIdsBySha256.put(binding.sha256(), ven.venId())));
        List<String> kept = now.map(
                        ven -> ven.bindings().stream().map(Binding::sha256).toList())
                .orElse(List.of());
        before.ifPresent(ven -> ven.bindings().stream()
                .map(Binding::sha256)
                .filter(sha256 -> !kept.contains(sha256))
                .forEach(sha256 -> venIdsBySha256.remove(sha256, ven.venId())));
        registrations.changed(before, now);
        now.ifPresent(ven -> awaitedVens.changed(ven.venId()));
    }

    /** Of a VEN that is known, the text that its record has; at the start that is waited for. */
    private String held(TopicView<VenRecord> vens, String venId) {
        while (!vens.caughtUp() && !closing) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return vens.get(venId).map(VenRecord::venId).orElse(venId);
    }
}
