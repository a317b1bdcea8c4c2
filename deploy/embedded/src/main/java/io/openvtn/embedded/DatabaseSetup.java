package io.openvtn.embedded;

import io.openvtn.embedded.LocalDatabase.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes databases and their roles, or what is missing of them, as the superuser. */
final class DatabaseSetup {

    static final String SUPERUSER = "postgres";

    private final int port;
    private final String password;

    DatabaseSetup(int port, String password) {
        this.port = port;
        this.password = password;
    }

    void run(List<LocalDatabase> databases) throws SQLException {
        try (var server = connect(SUPERUSER)) {
            setPassword(server, new Role(SUPERUSER, password));
            Map<String, String> owners = owners(server);
            for (LocalDatabase database : databases) {
                makeRole(server, database.owner());
                makeRole(server, database.user());
                make(server, database, Optional.ofNullable(owners.get(database.name())));
            }
        }
    }

    private void make(Connection server, LocalDatabase database, Optional<String> owner) throws SQLException {
        String wanted = database.owner().name();
        if (owner.isEmpty()) {
            execute(server, "create database %s owner %s".formatted(database.name(), wanted));
        } else if (!owner.get().equals(wanted)) {
            try (var inside = connect(database.name())) {
                execute(inside, "reassign owned by %s to %s".formatted(owner.get(), wanted));
            }
            execute(server, "alter database %s owner to %s".formatted(database.name(), wanted));
        }
        execute(server, "revoke connect, temporary on database %s from public".formatted(database.name()));
        execute(
                server,
                "grant connect on database %s to %s"
                        .formatted(database.name(), database.user().name()));
    }

    private static void makeRole(Connection server, Role role) throws SQLException {
        if (!exists(server, role)) {
            execute(server, "create role %s login".formatted(role.name()));
        }
        setPassword(server, role);
    }

    private static void setPassword(Connection server, Role role) throws SQLException {
        // a literal: utility statements take no parameters
        String literal = "'" + role.password().replace("'", "''") + "'";
        execute(server, "alter role %s password %s".formatted(role.name(), literal));
    }

    /** Read before anything is changed: taking over what a role owns in one database gives away its other databases too. */
    private static Map<String, String> owners(Connection server) throws SQLException {
        try (var statement = server.createStatement();
                var rows = statement.executeQuery("select datname, pg_get_userbyid(datdba) from pg_database")) {
            Map<String, String> owners = new HashMap<>();
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getString(2));
            }
            return owners;
        }
    }

    private static boolean exists(Connection server, Role role) throws SQLException {
        try (PreparedStatement query = server.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role.name());
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return LocalPostgres.connect(port, SUPERUSER, password, database);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        LocalPostgres.execute(connection, sql);
    }
}
