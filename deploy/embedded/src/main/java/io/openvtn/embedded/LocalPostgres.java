package io.openvtn.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL whose data outlives it, reachable from this machine and only with a password. */
public final class LocalPostgres implements AutoCloseable {

    private static final String PID_FILE = "postmaster.pid";
    private static final String PASSWORD_ONLY = """
            # Written by OpenVTN: nobody comes in without a password.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final EmbeddedPostgres server;
    private final Path directory;

    private LocalPostgres(EmbeddedPostgres server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /**
     * Starts a server on that directory, first ending one that a killed run has left there.
     *
     * @param password of the superuser; the same one at every start on that directory
     * @param databases are made when they are missing, and taken over from roles that had them before
     * @param log takes what the server prints
     */
    public static LocalPostgres start(
            Path directory, int port, String password, List<LocalDatabase> databases, Path log)
            throws IOException, InterruptedException, SQLException {
        endLeftover(directory);
        Files.createDirectories(directory);
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        var server = PostgresBinaries.ofThisUser()
                .start(EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        // Whoever owns it closes it: services that are still at work at the JVM's end come first.
                        .setRegisterShutdownHook(false)
                        // The defaults are made for throw-away databases.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setPort(port)
                        .setConnectConfig("password", password)
                        .setServerConfig("shared_buffers", "32MB")
                        .setServerConfig("max_connections", "100")
                        .setOutputRedirector(output)
                        .setErrorRedirector(output));
        var postgres = new LocalPostgres(server, directory);
        try {
            postgres.prepare(password, databases);
        } catch (SQLException | IOException e) {
            postgres.close();
            throw e;
        }
        return postgres;
    }

    /** From now on nobody comes in without TLS; whoever is connected stays so. */
    public void demandTls(String password, ServerTls tls) throws IOException, SQLException {
        PrivateFile.write(directory.resolve("server.key"), tls.key());
        PrivateFile.write(directory.resolve("server.crt"), tls.certificate());
        try (var connection = superuser(password)) {
            execute(connection, "alter system set ssl = on");
            admit(connection, PASSWORD_ONLY.replace("host all", "hostssl all"));
        }
    }

    /**
     * Gives a role another password, and ends its connections.
     *
     * @param password of the superuser
     */
    public void rotate(String password, LocalDatabase.Role role) throws SQLException {
        try (var connection = superuser(password)) {
            execute(connection, "alter role %s password '%s'".formatted(role.name(), role.password()));
            execute(
                    connection,
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
                            .formatted(role.name()));
        }
    }

    public boolean isAlive() throws IOException {
        return process(directory).isPresent();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void prepare(String password, List<LocalDatabase> databases) throws SQLException, IOException {
        new DatabaseSetup(server.getPort(), password).run(databases);
        try (var connection = superuser(password)) {
            admit(connection, PASSWORD_ONLY);
        }
    }

    private void admit(Connection superuser, String rules) throws IOException, SQLException {
        Files.writeString(directory.resolve("pg_hba.conf"), rules);
        execute(superuser, "select pg_reload_conf()");
    }

    private Connection superuser(String password) throws SQLException {
        return connect(server.getPort(), DatabaseSetup.SUPERUSER, password, DatabaseSetup.SUPERUSER);
    }

    static Connection connect(int port, String user, String password, String database) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setUser(user);
        source.setPassword(password);
        source.setDatabaseName(database);
        return source.getConnection();
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends the server of a killed run on that directory; returns whether there was one. */
    public static boolean endLeftover(Path directory) throws IOException, InterruptedException {
        Optional<ProcessHandle> leftover = process(directory);
        if (leftover.isPresent()) {
            // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients that are long gone.
            Signals.send("INT", leftover.get().pid());
            for (int i = 0; i < 100 && leftover.get().isAlive(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        if (leftover.isEmpty() || !leftover.get().isAlive()) {
            Files.deleteIfExists(directory.resolve(PID_FILE));
        }
        return leftover.isPresent();
    }

    private static Optional<ProcessHandle> process(Path directory) throws IOException {
        Path file = directory.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // The number may belong to somebody else by now.
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }
}
