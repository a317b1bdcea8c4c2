package io.openvtn.bus.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The W3C {@code traceparent} that records carry, as what follows from a record is done much later, and by other services. */
public final class TraceParent {

    private static final String FIELD = "traceparent";

    private TraceParent() {}

    /** That of what this thread does now; empty while no traces are kept. */
    public static Optional<String> current() {
        Map<String, String> fields = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), fields, (to, name, value) -> {
            if (to != null) {
                to.put(name, value);
            }
        });
        return Optional.ofNullable(fields.get(FIELD));
    }

    /** Where spans go on from it; at the root of a trace of their own if it cannot be read. */
    public static Context continuing(String traceParent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, Field.ONLY);
    }

    private enum Field implements TextMapGetter<String> {
        ONLY;

        @Override
        public Iterable<String> keys(String traceParent) {
            return List.of(FIELD);
        }

        @Override
        public @Nullable String get(@Nullable String traceParent, String key) {
            return key.equals(FIELD) ? traceParent : null;
        }
    }
}
