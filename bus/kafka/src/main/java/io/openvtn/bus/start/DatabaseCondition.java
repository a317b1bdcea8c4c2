package io.openvtn.bus.start;

import io.openvtn.bus.database.DatabasePassword;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** The database lets us in. */
final class DatabaseCondition implements BeforeStart.Condition {

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String OWN = "quarkus.datasource";
    private static final String OWNER = "quarkus.flyway";
    private static final int TIMEOUT_SECONDS = 5;
    /** SQLSTATE class: invalid authorization. */
    private static final String NOT_LET_IN = "28";

    private final String url;
    private final String user;
    private final Password password;
    private final String saidBy;
    private final boolean canChange;

    private interface Password {
        Optional<String> read() throws IOException;
    }

    /** @param saidBy settings that say what the password is, or where */
    private DatabaseCondition(String url, String user, Password password, String saidBy, boolean canChange) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.saidBy = saidBy;
        this.canChange = canChange;
    }

    /** For the service's own login, and for that of the tables' owner where it is another one; none without a database. */
    static Stream<DatabaseCondition> of(SmallRyeConfig config) {
        return config.getOptionalValue(URL, String.class).stream()
                .flatMap(url -> Stream.of(own(config, url), owner(config, url)))
                .flatMap(Optional::stream);
    }

    private static Optional<DatabaseCondition> own(SmallRyeConfig config, String url) {
        var password = DatabasePassword.of(config);
        return user(config, OWN)
                .map(user -> new DatabaseCondition(
                        url, user, password::read, OWN + ".username and " + password.saidBy(), password.canChange()));
    }

    private static Optional<DatabaseCondition> owner(SmallRyeConfig config, String url) {
        Optional<String> password = config.getOptionalValue(OWNER + ".password", String.class);
        return user(config, OWNER)
                .map(user ->
                        new DatabaseCondition(url, user, () -> password, OWNER + ".username and .password", false));
    }

    private static Optional<String> user(SmallRyeConfig config, String login) {
        return config.getOptionalValue(login + ".username", String.class);
    }

    /** @throws IllegalStateException if the database refuses a login that stays what it is: waiting does not cure it */
    @Override
    public Optional<String> missing() {
        DriverManager.setLoginTimeout(TIMEOUT_SECONDS);
        try (var connection =
                DriverManager.getConnection(url, user, password.read().orElse(null))) {
            return connection.isValid(TIMEOUT_SECONDS) ? Optional.empty() : Optional.of(notThere("it does not answer"));
        } catch (SQLException e) {
            return e.getSQLState() != null && e.getSQLState().startsWith(NOT_LET_IN)
                    ? Optional.of(notLetIn(e))
                    : Optional.of(notThere(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private String notLetIn(SQLException refusal) {
        String words = "the database %s does not let user %s in: %s; see %s"
                .formatted(url, user, refusal.getMessage(), saidBy);
        if (!canChange) {
            throw new IllegalStateException(words, refusal);
        }
        return words;
    }

    private String notThere(String why) {
        return "the database %s, user %s, is not there yet: %s".formatted(url, user, why);
    }
}
