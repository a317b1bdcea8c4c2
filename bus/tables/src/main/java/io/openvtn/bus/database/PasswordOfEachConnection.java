package io.openvtn.bus.database;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Gives the pool of connections the password for each that it opens. Thread safe. */
@Unremovable
@ApplicationScoped
class PasswordOfEachConnection implements CredentialsProvider {

    private final DatabasePassword password;

    PasswordOfEachConnection(Config config) {
        password = DatabasePassword.of(config);
    }

    @Override
    public Map<String, String> getCredentials(String provider) {
        try {
            return password.read()
                    .map(word -> Map.of(PASSWORD_PROPERTY_NAME, word))
                    .orElse(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
