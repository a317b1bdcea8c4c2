package io.openvtn.vtnapi.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.tracing.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Continues the trace of the request that called or changed an event with what is said of it to a VEN, and what the VEN says to
 * it. Costs nothing while no traces are kept. Thread safe.
 */
@ApplicationScoped
public class EventTraces {

    private final Tracer tracer;

    EventTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The VEN is sent the event, which it has not acknowledged. */
    public void offered(EventRecord event, String venId) {
        span("oadrDistributeEvent", event, venId).ifPresent(Span::end);
    }

    /** The VEN has acknowledged the event. */
    public void answered(EventRecord event, String venId, OptType optType) {
        span("oadrCreatedEvent", event, venId).ifPresent(span -> span.setAttribute("optType", optType.toString())
                .end());
    }

    private Optional<Span> span(String message, EventRecord event, String venId) {
        return event.traceParent().map(traceParent -> tracer.spanBuilder(message)
                .setParent(TraceParent.continuing(traceParent))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("venId", venId)
                .setAttribute("eventId", event.eventId())
                .setAttribute("modificationNumber", event.modificationNumber())
                .startSpan());
    }
}
