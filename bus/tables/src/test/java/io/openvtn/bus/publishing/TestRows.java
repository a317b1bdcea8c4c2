package io.openvtn.bus.publishing;

import static io.openvtn.bus.BusOnKafka.row;

import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.contract.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Stands for a table: the publisher's contract is all that matters here. */
public final class TestRows implements Outbox, PublicationMarks {

    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private final Map<String, Long> published = new ConcurrentHashMap<>();
    private final Map<String, String> parked = new ConcurrentHashMap<>();

    /** Why Kafka refused rows, by key. */
    public Map<String, String> parkedRows() {
        return Map.copyOf(parked);
    }

    public void put(String venId, long revision) {
        revisions.put(venId, revision);
    }

    @Override
    public Topic topic() {
        return Topic.DELIVERIES;
    }

    @Override
    public PublicationMarks marks() {
        return this;
    }

    @Override
    public void park(PublishedRevision row, String reason) {
        parked.put(row.key(), reason);
        published(List.of(row));
    }

    @Override
    public List<String> parked(int limit) {
        return parked.keySet().stream().limit(limit).toList();
    }

    @Override
    public Map<String, PublicationMarks.Row> all() {
        return revisions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        row -> new PublicationMarks.Row(row.getValue(), published.getOrDefault(row.getKey(), 0L))));
    }

    @Override
    public void lost(Map<String, Long> known) {
        published.putAll(known);
    }

    @Override
    public void raise(Map<String, Long> newer) {
        newer.forEach((key, revision) -> revisions.computeIfPresent(key, (row, old) -> Math.max(old, revision)));
    }

    @Override
    public long count() {
        return revisions.size();
    }

    @Override
    public void republish() {
        published.clear();
        parked.clear();
    }

    @Override
    public Optional<Adoption<?>> adoption() {
        return Optional.of(new Adoption<>(
                DeliveryRecord.class,
                records -> records.forEach(record -> revisions.put(record.venId(), record.revision()))));
    }

    @Override
    public List<? extends StateRecord> pending(int limit) {
        return revisions.entrySet().stream()
                .filter(row -> row.getValue() > published.getOrDefault(row.getKey(), 0L))
                .limit(limit)
                .map(row -> row(row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public void published(List<PublishedRevision> sent) {
        sent.forEach(row -> published.merge(row.key(), row.revision(), Math::max));
    }
}
