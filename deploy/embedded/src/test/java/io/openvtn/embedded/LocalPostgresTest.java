package io.openvtn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.embedded.LocalDatabase.Role;
import io.openvtn.testkit.ven.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    private static final String PASSWORD = "first 'secret'";
    private static final Role OWNER = new Role("ca_owner", "of the 'owner'");
    private static final Role CA = new Role("ca", "of the service");
    private static final Role REGISTRY = new Role("registry", "of the other");

    @TempDir
    Path directory;

    private int port;

    @BeforeEach
    void choosePort() throws Exception {
        port = EmbeddedKafka.freePort();
    }

    @Test
    void keepsItsRowsAndLetsNobodyInWithoutTheirOwnPassword() throws Exception {
        try (var postgres = start()) {
            execute("ca", OWNER, "create table kept (id int)");

            execute("registry", REGISTRY, "create table own (id int)");
            for (Role wrong : List.of(new Role("ca", PASSWORD), new Role("postgres", "wrong"), REGISTRY)) {
                assertThatThrownBy(() -> connect("ca", wrong)).isInstanceOf(SQLException.class);
            }
            assertThat(postgres.isAlive()).isTrue();
        }
        try (var postgres = start()) {
            execute("ca", OWNER, "select id from kept");
            assertThatThrownBy(() -> execute("ca", CA, "select id from kept"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute("ca", CA, "create table mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void whatOneRoleHasOwnedGoesToThoseThatOwnItNow() throws Exception {
        var former = new Role("openvtn", "of both");
        try (var postgres = LocalPostgres.start(
                directory.resolve("postgres"),
                port,
                PASSWORD,
                List.of(new LocalDatabase("ca", former, former), new LocalDatabase("registry", former, former)),
                directory.resolve("postgres.log"))) {
            execute("ca", former, "create table kept (id int)");
            execute("registry", former, "create table own (id int)");
            assertThat(postgres.isAlive()).isTrue();
        }

        try (var postgres = start()) {
            execute("ca", OWNER, "drop table kept");
            execute("registry", REGISTRY, "drop table own");
            assertThatThrownBy(() -> execute("ca", CA, "create table mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void whereTlsIsDemandedNobodyComesInWithoutItAndItsCertificateIsLookedAt() throws Exception {
        var authority = TestCertificate.ofAuthority("Database CA", 0).selfSigned();
        var server = TestCertificate.ofServer("localhost").issuedBy(authority);
        Path ca = Files.writeString(directory.resolve("ca.crt"), authority.pem());
        try (var postgres = start()) {
            postgres.demandTls(PASSWORD, new ServerTls(server.pem(), server.keyPem(), authority.pem()));

            connect("ca?sslmode=verify-full&sslrootcert=" + ca, CA).close();
            assertThatThrownBy(() -> connect("ca?sslmode=disable", CA)).hasMessageContaining("pg_hba.conf");
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void noRoleShowsItsPassword() {
        assertThat(new LocalDatabase("ca", OWNER, CA).toString())
                .contains("ca_owner")
                .doesNotContain("of the");
    }

    private LocalPostgres start() throws Exception {
        return LocalPostgres.start(
                directory.resolve("postgres"),
                port,
                PASSWORD,
                List.of(new LocalDatabase("ca", OWNER, CA), new LocalDatabase("registry", REGISTRY, REGISTRY)),
                directory.resolve("postgres.log"));
    }

    private void execute(String database, Role role, String sql) throws SQLException {
        try (var connection = connect(database, role)) {
            LocalPostgres.execute(connection, sql);
        }
    }

    private Connection connect(String database, Role role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/%s".formatted(port, database), role.name(), role.password());
    }
}
