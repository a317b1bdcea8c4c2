package io.openvtn.venregistry.ven;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of the table ven. Whoever changes it holds its lock. */
@Entity
@Table(name = "ven")
class VenEntity {

    @Id
    @Column(name = "ven_id")
    String venId;

    @Column(name = "ven_name")
    String venName;

    @Enumerated(EnumType.STRING)
    VenStatus status;

    @Column(name = "registration_id")
    String registrationId;

    boolean registered;

    @Column(name = "registered_at")
    @Nullable
    Instant registeredAt;

    String profile;
    String transport;

    @Column(name = "transport_address")
    @Nullable
    String transportAddress;

    @Column(name = "reported_ven_name")
    @Nullable
    String reportedVenName;

    @Column(name = "report_only")
    boolean reportOnly;

    @Column(name = "xml_signature")
    boolean xmlSignature;

    @Column(name = "http_pull")
    boolean httpPull;

    @Column(columnDefinition = "text[]")
    List<String> groups;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String resources;

    @Column(name = "market_contexts", columnDefinition = "text[]")
    List<String> marketContexts;

    /** As {@link TargetIds} writes them. */
    @Column(name = "target_ids", columnDefinition = "text[]")
    List<String> targetIds;

    /** As {@link Labels} writes them. Not published. */
    @Column(columnDefinition = "text[]")
    List<String> labels;

    @Column(name = "poll_frequency_seconds")
    long pollFrequencySeconds;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    /** Null: the VEN is not erased. */
    @Column(name = "erased_at")
    @Nullable
    Instant erasedAt;

    long revision;

    List<Resource> resources() {
        try {
            return List.of(RecordCodec.read(resources, Resource[].class));
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("the database holds resources that were not written here", e);
        }
    }

    void replaceResources(List<Resource> chosen) {
        resources = RecordCodec.writeWithoutNul(chosen);
    }

    Duration pollFrequency() {
        return Duration.ofSeconds(pollFrequencySeconds);
    }

    /**
     * The groups that it is in, and those that hold one of them.
     *
     * @param holders of each of its groups
     */
    List<String> allGroups(Map<String, Set<String>> holders) {
        Set<String> all = new TreeSet<>(groups);
        groups.forEach(group -> all.addAll(holders.getOrDefault(group, Set.of())));
        return List.copyOf(all);
    }

    VenRecord toRecord(List<Binding> bindings, List<PendingRequest> requests, Map<String, Set<String>> holders) {
        return new VenRecord(
                venId,
                venName,
                status,
                bindings,
                registrationId,
                registered,
                Optional.ofNullable(profile),
                Optional.ofNullable(transport),
                allGroups(holders),
                resources(),
                marketContexts,
                pollFrequency(),
                requests,
                revision,
                TargetIds.byKind(targetIds),
                false,
                erasedAt != null);
    }
}
