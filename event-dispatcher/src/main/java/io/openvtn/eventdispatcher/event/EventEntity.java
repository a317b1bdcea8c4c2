package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.ActivePeriod;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.tracing.TraceParent;
import io.openvtn.eventdispatcher.delivery.Dispatch;
import io.openvtn.eventdispatcher.request.EventDefinition;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
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

    @Column(name = "visible_from")
    private Instant visibleFrom;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "cancelled")
    private boolean cancelled;

    @Column(name = "last_number")
    private int lastNumber;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "revision")
    private long revision;

    @Column(name = "published_revision", updatable = false)
    private long publishedRevision;

    @Column(name = "trace_parent")
    private String traceParent;

    /** For Hibernate. */
    protected EventEntity() {}

    EventEntity(String eventId, EventDefinition definition, Instant createdAt) {
        this.eventId = eventId;
        this.createdAt = createdAt;
        this.revision = 1;
        this.traceParent = TraceParent.current().orElse(null);
        define(definition);
    }

    /** An event whose row was lost. */
    static EventEntity of(EventRecord record, EventDefinition definition) {
        var event = new EventEntity(record.eventId(), definition, record.createdDateTime());
        event.takeBack(record, definition);
        return event;
    }

    /** The event is again what was published of it. */
    void takeBack(EventRecord record, EventDefinition published) {
        define(published);
        modificationNumber = record.modificationNumber();
        lastNumber = Math.max(lastNumber, modificationNumber);
        cancelled = record.cancelled();
        revision = record.revision();
        traceParent = record.traceParent().orElse(null);
    }

    private void define(EventDefinition changed) {
        ActivePeriod period = changed.activePeriod();
        definition = RecordCodec.write(changed);
        nearAt = period.near();
        startAt = period.start();
        visibleFrom = changed.visibleFrom().orElse(null);
        endsAt = period.end().orElse(null);
    }

    /** Every change that VENs have to know is a new modification. */
    void modify(EventDefinition changed) {
        define(changed);
        modificationNumber = ++lastNumber;
        revise();
    }

    void cancel() {
        cancelled = true;
        modificationNumber = ++lastNumber;
        revise();
    }

    /**
     * A cancellation for some VENs is a new modification for these alone.
     *
     * @return their modificationNumber
     */
    int cancelForSome() {
        revise();
        return ++lastNumber;
    }

    private void revise() {
        revision++;
        traceParent = TraceParent.current().orElse(null);
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

    long revision() {
        return revision;
    }

    Instant createdAt() {
        return createdAt;
    }

    EventDefinition definition() {
        return definition(definition);
    }

    static EventDefinition definition(String json) {
        try {
            return RecordCodec.read(json, EventDefinition.class);
        } catch (MalformedRecordException e) {
            // Written by this feature alone.
            throw new IllegalStateException("a stored event cannot be read", e);
        }
    }

    /**
     * What delivery has to know of it.
     *
     * @param told when the VENs are told, from which on they have time to answer
     */
    Dispatch toDispatch(Instant told) {
        EventDefinition event = definition();
        return new Dispatch(
                eventId,
                modificationNumber,
                createdAt,
                event.responseRequired(),
                TargetKeys.of(event.targets()),
                event.laterJoiners(),
                event.activePeriod().end(),
                event.responseWithin().map(told::plus),
                cancelled);
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
                event.visibleFrom(),
                event.responseRequired(),
                event.signals(),
                event.baseline(),
                event.targets(),
                cancelled,
                revision,
                Optional.ofNullable(traceParent));
    }
}
