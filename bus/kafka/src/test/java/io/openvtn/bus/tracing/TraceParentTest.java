package io.openvtn.bus.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void isWhatItWasWhenItIsContinued() {
        try (var here = TraceParent.continuing(TRACE_PARENT).makeCurrent()) {
            assertThat(TraceParent.current()).contains(TRACE_PARENT);
        }
        assertThat(TraceParent.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "nonsense", "00-00000000000000000000000000000000-0000000000000000-00"})
    void oneThatCannotBeReadIsNone(String odd) {
        Context context = TraceParent.continuing(odd);

        assertThat(Span.fromContext(context).getSpanContext().isValid()).isFalse();
    }
}
