package io.openvtn.bus.publishing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.tracing.TraceParent;
import org.apache.kafka.clients.producer.Callback;

/** A span from the sending of a record to Kafka's acknowledgement, in the trace of the request that the record comes from. */
final class PublicationSpans {

    private static final Callback NONE = (metadata, failure) -> {};

    private final Tracer tracer;

    PublicationSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Begins one, which the callback ends; a record without a trace has none. */
    Callback begin(String topic, StateRecord record) {
        return record.traceParent()
                .map(traceParent -> tracer.spanBuilder("send " + topic)
                        .setParent(TraceParent.continuing(traceParent))
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.destination.name", topic)
                        .setAttribute("messaging.kafka.message.key", record.key())
                        .startSpan())
                .map(PublicationSpans::ending)
                .orElse(NONE);
    }

    private static Callback ending(Span span) {
        return (metadata, failure) -> {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
            }
            span.end();
        };
    }
}
