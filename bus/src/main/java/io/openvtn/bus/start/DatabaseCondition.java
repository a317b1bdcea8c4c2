package io.openvtn.bus.start;

import io.smallrye.config.SmallRyeConfig;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The database lets us in. */
record DatabaseCondition(String url, Optional<String> user, Optional<String> password)
        implements BeforeStart.Condition {

    private static final int TIMEOUT_SECONDS = 5;
    /** SQLSTATE class: invalid authorization; waiting does not cure it. */
    private static final String NOT_LET_IN = "28";

    static Optional<BeforeStart.Condition> of(SmallRyeConfig config) {
        return config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .map(url -> new DatabaseCondition(
                        url,
                        config.getOptionalValue("quarkus.datasource.username", String.class),
                        config.getOptionalValue("quarkus.datasource.password", String.class)));
    }

    @Override
    public Optional<String> missing() {
        DriverManager.setLoginTimeout(TIMEOUT_SECONDS);
        try (var connection = DriverManager.getConnection(url, user.orElse(null), password.orElse(null))) {
            return connection.isValid(TIMEOUT_SECONDS) ? Optional.empty() : Optional.of(notThere("it does not answer"));
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(NOT_LET_IN)) {
                throw new IllegalStateException(
                        "the database %s does not let user %s in: %s; see quarkus.datasource.username and .password"
                                .formatted(url, user.orElse(""), e.getMessage()),
                        e);
            }
            return Optional.of(notThere(e.getMessage()));
        }
    }

    private String notThere(String why) {
        return "the database %s, user %s, is not there yet: %s".formatted(url, user.orElse(""), why);
    }
}
