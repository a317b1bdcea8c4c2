package io.openvtn.embedded;

import io.openvtn.embedded.LocalDatabase.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that starts a broker and a database, and never gets to stop them. */
final class KilledOwner {

    static final String PASSWORD = "secret";
    static final Role ROLE = new Role("ca", "of the role");
    static final List<LocalDatabase> DATABASES = List.of(new LocalDatabase("ca", ROLE, ROLE));

    private KilledOwner() {}

    /**
     * Writes the broker's process ID to the file {@code started}, and waits.
     *
     * @param arguments a folder, the broker's port, the database's port
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        var kafka = EmbeddedKafka.start(
                directory.resolve("kafka"), Integer.parseInt(arguments[1]), directory.resolve("kafka.log"));
        LocalPostgres.start(
                directory.resolve("postgres"),
                Integer.parseInt(arguments[2]),
                PASSWORD,
                DATABASES,
                directory.resolve("postgres.log"));
        Files.writeString(directory.resolve("writing"), Long.toString(kafka.pid()));
        Files.move(directory.resolve("writing"), directory.resolve("started"));
        Thread.currentThread().join();
    }
}
