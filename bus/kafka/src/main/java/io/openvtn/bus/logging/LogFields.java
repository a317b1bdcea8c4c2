package io.openvtn.bus.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.MDC;

/**
 * What the log lines of a block are about, as fields of their own beside the sentence (in JSON, under {@code mdc}):
 * {@code try (var about = LogFields.ofVen(venId)) { … }}. For one thread.
 */
public final class LogFields implements AutoCloseable {

    private final List<String> names = new ArrayList<>();

    private LogFields() {}

    public static LogFields ofVen(String venId) {
        return new LogFields().with("venId", venId);
    }

    /** No field when there is no VEN. */
    public static LogFields ofVen(Optional<String> venId) {
        var fields = new LogFields();
        return venId.map(id -> fields.with("venId", id)).orElse(fields);
    }

    public static LogFields ofEvent(String eventId) {
        return new LogFields().with("eventId", eventId);
    }

    /** @param eventIds one or more */
    public LogFields events(List<String> eventIds) {
        return with("eventId", String.join(" ", eventIds));
    }

    /** @param requestId of an OpenADR message, fit for a log line */
    public LogFields request(String requestId) {
        return with("requestId", requestId);
    }

    /** @param address of the caller's end of the connection */
    public LogFields client(String address) {
        return with("client", address);
    }

    private LogFields with(String name, String value) {
        MDC.put(name, value);
        names.add(name);
        return this;
    }

    @Override
    public void close() {
        names.forEach(MDC::remove);
    }
}
