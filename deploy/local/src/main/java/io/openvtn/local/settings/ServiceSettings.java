package io.openvtn.local.settings;

import io.openvtn.bus.contract.BusLogin;
import io.openvtn.embedded.KafkaLogin;
import io.openvtn.embedded.LocalDatabase;
import io.openvtn.local.certificate.VtnCertificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The properties that make a service part of this suite. */
public final class ServiceSettings {

    private static final String OPERATOR = "openvtn.operators." + Secrets.OPERATOR;

    private final Ports ports;
    private final Secrets secrets;

    public ServiceSettings(Ports ports, Secrets secrets) {
        this.ports = ports;
        this.secrets = secrets;
    }

    public String text(Service service) {
        Map<String, Object> settings = shared(service.label());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", ports.http(service));
        settings.put("quarkus.management.port", ports.management(service));
        LocalDatabase database = service.database(secrets);
        settings.put(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:%d/%s".formatted(ports.postgres(), database.name()));
        settings.put("quarkus.datasource.username", database.user().name());
        settings.put("quarkus.datasource.password", database.user().password());
        settings.put("quarkus.flyway.username", database.owner().name());
        settings.put("quarkus.flyway.password", database.owner().password());
        settings.put("openvtn.operator.basic", true);
        settings.put(OPERATOR + ".password", secrets.operatorPasswordHash());
        settings.put(OPERATOR + ".role", "admin");
        if (service == Service.CERT_AUTHORITY) {
            settings.put("openvtn.ca.passphrase", secrets.caPassphrase());
            settings.put("openvtn.ca.public-url", "http://localhost:" + ports.revocation());
            settings.put("openvtn.ca.vtn-url", "https://localhost:" + ports.vtn(0));
            settings.put("openvtn.ca.revocation.port", ports.revocation());
            settings.put("openvtn.ca.enrolment.port", ports.est());
            settings.put("openvtn.ca.enrolment.vtn.password", secrets.vtnPassword());
            settings.put("openvtn.ca.enrolment.vtn.names", "localhost,127.0.0.1");
        }
        return text(settings);
    }

    public String ofVtnApi(int replica, VtnCertificate ec, VtnCertificate rsa) {
        Map<String, Object> settings = shared(BusLogin.VTN_API.label());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.ssl-port", ports.vtn(replica));
        // whoever stops a suite does not want to wait until each VEN has polled
        settings.put("openvtn.vtn.drain", "1s");
        // whoever starts one wants it to be there at once, and its JVM has nothing to compile a second time
        settings.put("openvtn.vtn.warm-up", "0s");
        settings.put("quarkus.management.port", ports.vtnManagement(replica));
        // Named as vtn-api names it: the unnamed one would put TLS in front of health and metrics too.
        settings.put("quarkus.tls.ven.key-store.pem.server.cert", ec.chain());
        settings.put("quarkus.tls.ven.key-store.pem.server.key", ec.key());
        settings.put("quarkus.tls.ven.key-store.pem.rsa.cert", rsa.chain());
        settings.put("quarkus.tls.ven.key-store.pem.rsa.key", rsa.key());
        return text(settings);
    }

    /** For somebody who looks at the topics with Kafka's own tools, which take it as their configuration. */
    public String ofBusReader() {
        return text(kafka("", BusRights.READER));
    }

    private Map<String, Object> shared(String login) {
        Map<String, Object> settings = kafka("kafka.", login);
        settings.put("quarkus.management.host", "127.0.0.1");
        return settings;
    }

    private Map<String, Object> kafka(String prefix, String login) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(prefix + "bootstrap.servers", "localhost:" + ports.kafka());
        KafkaLogin.clientSettings(login, secrets.kafkaPassword(login))
                .forEach((key, value) -> settings.put(prefix + key, value));
        return settings;
    }

    private static String text(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
