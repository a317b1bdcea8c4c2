package io.openvtn.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked once for each user: under {@code $XDG_CACHE_HOME/openvtn/postgresql}, by default in
 * {@code ~/.cache}.
 *
 * <p>Processes that start a server at the same time follow each other. What a process that was killed or ran out of memory
 * has left half unpacked is removed, and unpacked anew.
 */
record PostgresBinaries(Path folder) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String UNPACKED = "PG-";
    // Several class loaders of one JVM load this class, and a JVM can't lock a file twice.
    private static final Object LOCK = Runtime.getRuntime();

    static PostgresBinaries ofThisUser() {
        String home = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .orElse(System.getProperty("user.home") + File.separator + ".cache");
        return new PostgresBinaries(Path.of(home, "openvtn", "postgresql").toAbsolutePath());
    }

    /**
     * Starts the server, after unpacking its programs if need be.
     *
     * @throws IOException if they cannot be unpacked, with the reason, or if the server does not start
     */
    EmbeddedPostgres start(EmbeddedPostgres.Builder server) throws IOException {
        Files.createDirectories(folder);
        synchronized (LOCK) {
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                server.setOverrideWorkingDirectory(folder.toFile());
                return startUnpacked(server);
            }
        }
    }

    private EmbeddedPostgres startUnpacked(EmbeddedPostgres.Builder server) throws IOException {
        try {
            return server.start();
        } catch (ExceptionInInitializerError e) {
            // How the library says that it could not unpack: it never mends a folder in which files are missing.
            LOG.warn("unpacking PostgreSQL in {} anew, as it failed: {}", folder, rootOf(e));
            removeUnpacked();
        }
        try {
            return server.start();
        } catch (ExceptionInInitializerError e) {
            throw new IOException("its programs cannot be unpacked in %s: %s".formatted(folder, rootOf(e)), e);
        }
    }

    private void removeUnpacked() throws IOException {
        try (var folders = Files.list(folder)) {
            for (Path unpacked : folders.filter(
                            path -> path.getFileName().toString().startsWith(UNPACKED))
                    .toList()) {
                remove(unpacked);
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .reduce((outer, cause) -> cause)
                .orElse(failure);
    }
}
