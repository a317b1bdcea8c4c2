package io.openvtn.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The Kafka broker and the PostgreSQL of a module's tests. Each starts once in a JVM, when it is first asked for; each
 * Quarkus application that a test starts gets a database of its own.
 *
 * <p>Init argument {@code database=false}: a service that has no database.
 */
public final class EmbeddedServices implements QuarkusTestResourceLifecycleManager {

    // Quarkus loads this class once for each application; the JVM's properties are what they share.
    private static final String BOOTSTRAP = "openvtn.embedded.bootstrap-servers";
    private static final String KAFKA_PID = "openvtn.embedded.kafka-pid";
    private static final String POSTGRES_PORT = "openvtn.embedded.postgres-port";
    private static final String SERVICE = "openvtn";
    private static final String OWNER = "openvtn_owner";
    private static final Object LOCK = Runtime.getRuntime();

    private boolean withDatabase = true;

    @Override
    public void init(Map<String, String> arguments) {
        withDatabase = Boolean.parseBoolean(arguments.getOrDefault("database", "true"));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers());
        settings.put("openvtn.bus.prefix", "test-" + UUID.randomUUID() + ".");
        if (withDatabase) {
            settings.put("quarkus.datasource.jdbc.url", freshDatabase());
            settings.put("quarkus.datasource.username", SERVICE);
            settings.put("quarkus.datasource.password", SERVICE);
        }
        return settings;
    }

    @Override
    public void stop() {
        // Both live until the JVM ends: the next test class uses them again.
    }

    /** The broker's address; starts it if need be. */
    public static String bootstrapServers() {
        synchronized (LOCK) {
            if (System.getProperty(BOOTSTRAP) == null) {
                startKafka();
            }
            return System.getProperty(BOOTSTRAP);
        }
    }

    /**
     * The JDBC URL of a new and empty database; starts the server if need be. It has two roles, the password of each being its
     * name: {@code openvtn_owner}, and {@code openvtn}, which may make tables of its own and sees none of the owner's.
     */
    public static String freshDatabase() {
        synchronized (LOCK) {
            if (System.getProperty(POSTGRES_PORT) == null) {
                startPostgres();
            }
            int port = Integer.getInteger(POSTGRES_PORT);
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = superuser(port)) {
                LocalPostgres.execute(connection, "create database %s owner %s".formatted(name, OWNER));
            } catch (SQLException e) {
                throw new IllegalStateException("the embedded PostgreSQL made no database", e);
            }
            try (var connection = LocalPostgres.connect(port, OWNER, OWNER, name)) {
                LocalPostgres.execute(connection, "grant create on schema public to " + SERVICE);
            } catch (SQLException e) {
                throw new IllegalStateException("the embedded PostgreSQL let nobody into a new database", e);
            }
            return "jdbc:postgresql://localhost:%d/%s".formatted(port, name);
        }
    }

    /** The broker stands still, as on a machine that hangs: connections stay open and nothing answers. */
    public static void pauseKafka() {
        signalKafka("STOP");
    }

    public static void resumeKafka() {
        signalKafka("CONT");
    }

    private static void signalKafka(String signal) {
        bootstrapServers();
        try {
            Signals.send(signal, Long.getLong(KAFKA_PID));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void startKafka() {
        try {
            Path directory = Files.createTempDirectory("openvtn-kafka-");
            Files.createDirectories(Path.of("target"));
            var kafka = EmbeddedKafka.start(directory, EmbeddedKafka.freePort(), Path.of("target", "kafka.log"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                kafka.kill();
                deleteQuietly(directory);
            }));
            System.setProperty(KAFKA_PID, Long.toString(kafka.pid()));
            System.setProperty(BOOTSTRAP, kafka.bootstrapServers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void startPostgres() {
        try {
            var server = PostgresBinaries.ofThisUser()
                    .start(EmbeddedPostgres.builder()
                            .setServerConfig("max_connections", "200")
                            .setServerConfig("fsync", "off"));
            try (var connection = superuser(server.getPort())) {
                for (String role : List.of(SERVICE, OWNER)) {
                    LocalPostgres.execute(connection, "create role %1$s login password '%1$s'".formatted(role));
                }
            }
            System.setProperty(POSTGRES_PORT, Integer.toString(server.getPort()));
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded PostgreSQL made no roles", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection superuser(int port) throws SQLException {
        String name = DatabaseSetup.SUPERUSER;
        return LocalPostgres.connect(port, name, name, name);
    }

    private static void deleteQuietly(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // A temporary folder that stays behind is no reason to fail a finished run.
        }
    }
}
