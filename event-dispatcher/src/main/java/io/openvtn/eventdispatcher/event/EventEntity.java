package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.EventRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** A row of the table event. */
@Entity
@Table(name = "event")
class EventEntity {

    @Id
    @Column(name = "event_id")
    private String eventId;

    @Column(name = "modification_number")
    private int modificationNumber;

    @Column(name = "definition", columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String definition;

    @Column(name = "near_at")
    private Instant nearAt;

    @Column(name = "start_at")
    private Instant startAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "cancelled")
    private boolean cancelled;

    @Column(name = "targeted_vens")
    private int targetedVens;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "revision")
    private long revision;

    @Column(name = "published_revision")
    private long publishedRevision;

    /** For Hibernate. */
    protected EventEntity() {}

    EventEntity(String eventId, EventDefinition definition, int targetedVens, Instant createdAt) {
        ActivePeriod period = definition.activePeriod();
        this.eventId = eventId;
        this.definition = RecordCodec.write(definition);
        this.nearAt = period.near();
        this.startAt = period.start();
        this.endsAt = period.end().orElse(null);
        this.targetedVens = targetedVens;
        this.createdAt = createdAt;
        this.revision = 1;
    }

    /** Every change that VENs have to know is a new modification. */
    void cancel() {
        cancelled = true;
        modificationNumber++;
        revision++;
    }

    EventStatus statusAt(Instant now) {
        return cancelled ? EventStatus.CANCELLED : definition().activePeriod().statusAt(now);
    }

    boolean isCancelled() {
        return cancelled;
    }

    String eventId() {
        return eventId;
    }

    int modificationNumber() {
        return modificationNumber;
    }

    int targetedVens() {
        return targetedVens;
    }

    Instant createdAt() {
        return createdAt;
    }

    EventDefinition definition() {
        try {
            return RecordCodec.read(definition, EventDefinition.class);
        } catch (MalformedRecordException e) {
            // Written by this class alone.
            throw new IllegalStateException("event %s cannot be read".formatted(eventId), e);
        }
    }

    EventRecord toRecord() {
        EventDefinition event = definition();
        return new EventRecord(
                eventId,
                modificationNumber,
                event.marketContext(),
                event.priority(),
                event.testEvent(),
                event.vtnComment(),
                createdAt,
                event.start(),
                event.duration(),
                event.tolerance(),
                event.notification(),
                event.rampUp(),
                event.recovery(),
                event.responseRequired(),
                event.signals(),
                event.targets(),
                cancelled,
                revision);
    }
}
