package io.openvtn.bus.start;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a service does before it starts: it waits for what a start cannot do without, says so on its health port, looks again
 * every second, and ends at once when it is told to. A start would fail, or wait where no signal reaches it.
 */
final class BeforeStart {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Looks between two lines on the console. */
    private static final int QUIET = 10;

    private BeforeStart() {}

    /**
     * Returns when the database, if this service's configuration has one, lets us in, and Kafka's name resolves.
     *
     * @throws IllegalStateException if the database refuses user or password, which waiting does not cure
     */
    static void await() {
        SmallRyeConfig config = configuration();
        List<Condition> conditions = Stream.<Condition>concat(
                        DatabaseCondition.of(config), KafkaCondition.of(config).stream())
                .toList();
        Optional<String> missing = missing(conditions);
        if (missing.isEmpty()) {
            return;
        }
        try (var health = WaitingHealth.open(config)) {
            for (int looks = 0; missing.isPresent(); looks++) {
                health.waiting(missing.get());
                if (looks % QUIET == 0) {
                    say(missing.get() + "; looking again every second");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                missing = missing(conditions);
            }
            say("what was missing is there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the start", e);
        }
    }

    /** Something that has to be there. */
    interface Condition {

        /** What is missing, as a sentence; empty when it is there. */
        Optional<String> missing();
    }

    private static Optional<String> missing(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition -> condition.missing().stream())
                .findFirst();
    }

    /** As Quarkus will read it, which it does not before it starts. */
    private static SmallRyeConfig configuration() {
        URL application = Thread.currentThread().getContextClassLoader().getResource("application.properties");
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDefaultSources()
                    .addDiscoveredSources()
                    .withSources(new PropertiesConfigSource(application, 250))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** There is no logging before Quarkus. */
    static void say(String words) {
        String now = LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        System.out.println(now + " INFO  [BeforeStart] " + words);
    }
}
