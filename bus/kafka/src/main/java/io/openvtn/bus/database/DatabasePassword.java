package io.openvtn.bus.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The service's own password at the database. Where it stands in a file, that is read again for each connection: a password that
 * was rotated counts without a restart. Immutable.
 */
public final class DatabasePassword {

    private static final String FILE = "openvtn.database.password-file";
    private static final String SETTING = "quarkus.datasource.password";
    private static final int LARGEST = 4_096;

    private final Optional<Path> file;
    private final Optional<String> setting;

    private DatabasePassword(Optional<Path> file, Optional<String> setting) {
        this.file = file;
        this.setting = setting;
    }

    /** The one that this configuration has, in a file or as a setting. */
    public static DatabasePassword of(Config config) {
        return new DatabasePassword(
                config.getOptionalValue(FILE, Path.class), config.getOptionalValue(SETTING, String.class));
    }

    /** Whether it may be another one the next time. */
    public boolean canChange() {
        return file.isPresent();
    }

    /** The name of the setting that says what the password is, or where. */
    public String saidBy() {
        return file.isPresent() ? FILE : SETTING;
    }

    /**
     * The password at this moment, without white space around it if it is in a file; empty if there is none.
     *
     * @throws IOException if the file cannot be read, or is none of a password; its message names the file
     */
    public Optional<String> read() throws IOException {
        if (file.isEmpty()) {
            return setting;
        }
        try {
            if (Files.size(file.get()) > LARGEST) {
                throw new IOException("it is longer than %d bytes".formatted(LARGEST));
            }
            String password = Files.readString(file.get()).strip();
            if (password.isEmpty()) {
                throw new IOException("it is empty");
            }
            return Optional.of(password);
        } catch (IOException e) {
            throw new IOException("no password in %s of %s: %s".formatted(file.get(), FILE, e), e);
        }
    }
}
