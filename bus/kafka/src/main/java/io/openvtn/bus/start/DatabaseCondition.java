package io.openvtn.bus.start;

import io.smallrye.config.SmallRyeConfig;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The database lets us in.
 *
 * @param login of the two properties that name user and password, what stands before the last dot
 */
record DatabaseCondition(String url, String login, Optional<String> user, Optional<String> password)
        implements BeforeStart.Condition {

    private static final int TIMEOUT_SECONDS = 5;
    /** SQLSTATE class: invalid authorization; waiting does not cure it. */
    private static final String NOT_LET_IN = "28";

    /** For the service's own login, and for that of the tables' owner where it is another one; none without a database. */
    static Stream<DatabaseCondition> of(SmallRyeConfig config) {
        return config.getOptionalValue("quarkus.datasource.jdbc.url", String.class).stream()
                .flatMap(url -> Stream.of("quarkus.datasource", "quarkus.flyway")
                        .map(login -> new DatabaseCondition(
                                url,
                                login,
                                config.getOptionalValue(login + ".username", String.class),
                                config.getOptionalValue(login + ".password", String.class))))
                .filter(condition -> condition.user().isPresent());
    }

    @Override
    public Optional<String> missing() {
        DriverManager.setLoginTimeout(TIMEOUT_SECONDS);
        try (var connection = DriverManager.getConnection(url, user.orElse(null), password.orElse(null))) {
            return connection.isValid(TIMEOUT_SECONDS) ? Optional.empty() : Optional.of(notThere("it does not answer"));
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(NOT_LET_IN)) {
                throw new IllegalStateException(
                        "the database %s does not let user %s in: %s; see %s.username and .password"
                                .formatted(url, user.orElse(""), e.getMessage(), login),
                        e);
            }
            return Optional.of(notThere(String.valueOf(e.getMessage())));
        }
    }

    private String notThere(String why) {
        return "the database %s, user %s, is not there yet: %s".formatted(url, user.orElse(""), why);
    }
}
