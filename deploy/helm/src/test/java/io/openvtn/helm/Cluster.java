package io.openvtn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.KafkaLogin;
import io.openvtn.embedded.LocalDatabase;
import io.openvtn.embedded.LocalDatabase.Role;
import io.openvtn.embedded.LocalPostgres;
import io.openvtn.embedded.ServerTls;
import io.openvtn.testkit.ven.TestCertificate;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What the chart finds in a cluster: a Kafka and a PostgreSQL that speak TLS alone, Strimzi's hand, and Secrets. The release's own
 * values are production's but for addresses.
 */
final class Cluster implements AutoCloseable {

    static final String OPERATOR_PASSWORD = "of-the-operator";
    private static final String ADMIN_PASSWORD = "of-the-admin";
    private static final List<String> DATABASES = List.of("ca", "registry", "dispatch");

    final TestCertificate.Issued authority =
            TestCertificate.ofAuthority("Cluster CA", 0).selfSigned();
    final List<JsonNode> documents;
    final Map<String, Map<String, String>> secrets = new HashMap<>();
    final Map<String, Integer> ports = new HashMap<>();
    final EmbeddedKafka kafka;
    private final Path here;
    private final LocalPostgres postgres;
    private final TestCertificate.Issued server =
            TestCertificate.ofServer("localhost").issuedBy(authority);

    Cluster(Path directory) throws Exception {
        for (String port : List.of(
                "kafka",
                "postgres",
                "api-ca",
                "api-registry",
                "api-dispatch",
                "est",
                "revocation",
                "vens",
                "m-ca",
                "m-registry",
                "m-dispatch",
                "m-vtn")) {
            ports.put(port, EmbeddedKafka.freePort());
        }
        here = Chart.file(directory, "here", Chart.yaml(valuesOfThisMachine()));
        documents = Chart.documents(List.of(Chart.PRODUCTION, here));
        List<KafkaLogin> logins = StrimziOperator.logins(documents);
        var tls = new ServerTls(server.pem(), server.keyPem(), authority.pem());
        kafka = EmbeddedKafka.startClosed(
                directory.resolve("kafka"),
                ports.get("kafka"),
                directory.resolve("kafka.log"),
                ADMIN_PASSWORD,
                logins,
                tls);
        try (var admin = Admin.create(kafka.adminSettings())) {
            admin.createTopics(StrimziOperator.topics(documents)).all().get();
        }
        postgres = LocalPostgres.start(
                directory.resolve("postgres"),
                ports.get("postgres"),
                ADMIN_PASSWORD,
                DATABASES.stream().map(Cluster::database).toList(),
                directory.resolve("postgres.log"));
        postgres.demandTls(ADMIN_PASSWORD, tls);
        secrets.putAll(StrimziOperator.secrets(logins));
        makeSecrets();
    }

    /** Gives ven-registry another password at its database, where its connections end, and in its Secret. */
    void rotateRegistrysPassword(String password) throws SQLException {
        var role = new Role("registry", password);
        postgres.rotate(ADMIN_PASSWORD, role);
        secrets.put("openvtn-database-ven-registry", login(role));
    }

    /** What is rendered with these values beside its own. */
    List<JsonNode> documentsWith(Path values) {
        return Chart.documents(List.of(Chart.PRODUCTION, here, values));
    }

    private static LocalDatabase database(String name) {
        return new LocalDatabase(name, role(name.equals("ca") ? "ca_owner" : name), role(name));
    }

    private static Role role(String name) {
        return new Role(name, "role-" + name + "-password");
    }

    private void makeSecrets() {
        secrets.put("grid-cluster-ca-cert", Map.of("ca.crt", authority.pem()));
        secrets.put("postgresql-ca", Map.of("ca.crt", authority.pem()));
        secrets.put("openvtn-ca", Map.of("passphrase", "a passphrase of the authority"));
        Map.of("cert-authority", "ca", "ven-registry", "registry", "event-dispatcher", "dispatch")
                .forEach((service, database) -> {
                    secrets.put("openvtn-database-" + service, login(role(database)));
                    secrets.put(service + "-tls", Map.of("tls.crt", server.pem(), "tls.key", server.keyPem()));
                });
        secrets.put("openvtn-database-owner-cert-authority", login(role("ca_owner")));
        secrets.put("openvtn-vtn-enrolment", Map.of("password", "of the VTN, and longer than the others"));
        secrets.put("operators", Map.of("operators.properties", """
                openvtn.operators.alice.password=%s
                openvtn.operators.alice.role=admin
                """.formatted(
                        BcryptUtil.bcryptHash(OPERATOR_PASSWORD, 10))));
    }

    private static Map<String, String> login(Role role) {
        return Map.of("username", role.name(), "password", role.password());
    }

    /**
     * All pods share one loopback interface and few cores, so each port is a setting here, and the JVM's first compiler is
     * enough; one broker keeps one replica.
     */
    private String valuesOfThisMachine() {
        return """
                kafka: {bootstrapServers: "localhost:%1$d", topics: {replicationFactor: 1}}
                database: {host: localhost, port: %2$d}
                operators: {oidc: {issuer: ""}, basicSecret: operators}
                certAuthority:
                  enrolmentNames: [localhost]
                  publicUrl: http://localhost:%3$d
                  javaOptions: -Xmx192m -XX:TieredStopAtLevel=1
                  settings:
                    quarkus.http.ssl-port: %4$d
                    openvtn.ca.enrolment.port: %5$d
                    openvtn.ca.revocation.port: %3$d
                    quarkus.management.port: %6$d
                venRegistry:
                  javaOptions: -Xmx192m -XX:TieredStopAtLevel=1
                  settings: {quarkus.http.ssl-port: %7$d, quarkus.management.port: %8$d}
                eventDispatcher:
                  javaOptions: -Xmx192m -XX:TieredStopAtLevel=1
                  settings: {quarkus.http.ssl-port: %9$d, quarkus.management.port: %10$d}
                vtnApi:
                  enrolment: {names: [localhost]}
                  javaOptions: -Xmx192m -XX:TieredStopAtLevel=1
                  settings:
                    quarkus.http.ssl-port: %11$d
                    quarkus.management.port: %12$d
                    openvtn.tls.enrolment.url: https://localhost:%5$d/.well-known/est
                """.formatted(
                        ports.get("kafka"),
                        ports.get("postgres"),
                        ports.get("revocation"),
                        ports.get("api-ca"),
                        ports.get("est"),
                        ports.get("m-ca"),
                        ports.get("api-registry"),
                        ports.get("m-registry"),
                        ports.get("api-dispatch"),
                        ports.get("m-dispatch"),
                        ports.get("vens"),
                        ports.get("m-vtn"));
    }

    @Override
    public void close() throws Exception {
        kafka.close();
        postgres.close();
    }
}
