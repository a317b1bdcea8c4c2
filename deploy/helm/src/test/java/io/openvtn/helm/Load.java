package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Operators at work, who ask once and want an answer. */
final class Load implements AutoCloseable {

    private static final int LOOK_MILLIS = 250;
    private static final int ENROL_MILLIS = 1_000;
    /** An operator waits as long as that for an answer, and then asks the next thing. */
    private static final int PATIENCE_SECONDS = 30;

    private final ScheduledExecutorService operators = Executors.newScheduledThreadPool(4);
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> enrolled = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();

    private interface Request {
        JsonNode send() throws Exception;
    }

    /** Begins. */
    Load(Installation installed) {
        // alone on its connection: the client of a JDK before 24 gives up all requests of one that is told to end
        var overHttp2 = installed.operator(HttpClient.Version.HTTP_2);
        each(LOOK_MILLIS, () -> overHttp2.get(installed.port("api-registry"), "/v1/vens?limit=1"));
        each(LOOK_MILLIS, () -> installed.operator.get(installed.port("api-dispatch"), "/v1/events?limit=1"));
        each(LOOK_MILLIS, () -> installed.operator.get(installed.port("api-ca"), "/v1/certificates?limit=1"));
        var number = new AtomicInteger();
        each(ENROL_MILLIS, () -> {
            String venName = "rolled-" + number.incrementAndGet();
            enrolled.add(venName);
            return installed.operator.post(
                    installed.port("api-ca"),
                    "/v1/certificates",
                    "{\"profile\": \"ven\", \"venName\": \"%s\", \"keyAlgorithm\": \"EC\", \"format\": \"pem\"}"
                            .formatted(venName));
        });
    }

    private void each(int millis, Request request) {
        var unused = operators.scheduleWithFixedDelay(
                () -> {
                    try {
                        request.send();
                        answers.incrementAndGet();
                    } catch (Exception | AssertionError e) {
                        failures.add(e.toString());
                    }
                },
                0,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** What was not answered as it has to be. */
    List<String> failures() {
        return failures;
    }

    int answers() {
        return answers.get();
    }

    /** The names of the VENs to whom a certificate was issued. */
    List<String> enrolled() {
        return enrolled;
    }

    /** Returns when the last request is answered. */
    @Override
    public void close() throws InterruptedException {
        operators.shutdown();
        if (!operators.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            failures.add("an operator still waits");
        }
    }
}
