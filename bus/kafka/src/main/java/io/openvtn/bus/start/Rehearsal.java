package io.openvtn.bus.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A start for the JVM alone, which archives the classes that it has seen ({@code -XX:ArchiveClassesAtExit}): an image is built with
 * one, and its containers start sooner for it. It goes as far as a start can go without database, broker and certificates, and ends
 * by itself. The system property {@code openvtn.rehearsal=true} asks for it.
 */
final class Rehearsal implements QuarkusApplication {

    private static final String WANTED = "openvtn.rehearsal";
    /** What works in the background gets so long to come to its first refused connection. */
    private static final long BACKGROUND_SECONDS = 4;

    /** Nothing is there: what would wait for it is left out, and what looks for it all the time says nothing. */
    private static final Map<String, String> SETTINGS = Map.of(
            "kafka.bootstrap.servers", "localhost:1",
            "quarkus.flyway.migrate-at-start", "false",
            "quarkus.hibernate-orm.schema-management.strategy", "none",
            "quarkus.hibernate-orm.database.start-offline", "true",
            "quarkus.log.console.level", "OFF",
            "quarkus.shutdown.delay", "0S");

    static boolean isWanted() {
        return Boolean.getBoolean(WANTED);
    }

    /** Ends the process with 0, however far the start has come. */
    static void start(String... arguments) {
        SETTINGS.forEach(System::setProperty);
        Quarkus.run(Rehearsal.class, (code, failure) -> end(), arguments);
    }

    @Override
    public int run(String... arguments) {
        return 0;
    }

    private static void end() {
        try {
            TimeUnit.SECONDS.sleep(BACKGROUND_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(0);
    }
}
