package io.openvtn.certauthority;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** The role that the tables belong to: it may do with them what the service may not. */
public final class TableOwner {

    private TableOwner() {}

    public static void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        setting("quarkus.datasource.jdbc.url"),
                        setting("quarkus.flyway.username"),
                        setting("quarkus.flyway.password"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
