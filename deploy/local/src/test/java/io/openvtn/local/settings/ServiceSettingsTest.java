package io.openvtn.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.local.certificate.VtnCertificate;
import io.openvtn.local.files.DataFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {

    private final Secrets secrets = new Secrets("passphrase", "db-password", "bus-password", "op-password");
    private final ServiceSettings settings = new ServiceSettings(new Ports(1000, 2), secrets);

    @Test
    void onlyTheAuthorityGetsThePassphraseAndNobodyTheOperatorsPassword() {
        assertThat(settings.text(Service.CERT_AUTHORITY)).contains("openvtn.ca.passphrase=passphrase\n");
        assertThat(settings.text(Service.VEN_REGISTRY)).doesNotContain("=passphrase");
        for (Service service : Service.values()) {
            assertThat(settings.text(service))
                    .contains("quarkus.http.host=127.0.0.1\n", "quarkus.datasource.password=")
                    .doesNotContain("op-password", "db-password", "bus-password");
        }
    }

    @Test
    void eachServiceHasItsOwnDatabase() {
        assertThat(settings.text(Service.EVENT_DISPATCHER))
                .contains("quarkus.datasource.jdbc.url=jdbc:postgresql://localhost:6432/dispatch\n")
                .contains("quarkus.http.port=9083\n")
                .contains("quarkus.management.port=10083\n");
    }

    @Test
    void theAuthorityLogsInAsOneWhoDoesNotOwnItsTables() {
        assertThat(settings.text(Service.CERT_AUTHORITY))
                .contains("quarkus.datasource.username=ca\n", "quarkus.flyway.username=ca_owner\n");
        assertThat(settings.text(Service.VEN_REGISTRY))
                .contains("quarkus.datasource.username=registry\n", "quarkus.flyway.username=registry\n");
    }

    @Test
    void replicasOfVtnApiDifferInTheirPortsAlone() {
        var data = new DataFolder(Path.of("/data"));
        String first = settings.ofVtnApi(0, VtnCertificate.ec(data), VtnCertificate.rsa(data));
        String second = settings.ofVtnApi(1, VtnCertificate.ec(data), VtnCertificate.rsa(data));

        assertThat(first).contains("quarkus.http.ssl-port=9443\n").contains("quarkus.management.port=10080\n");
        for (String replica : new String[] {first, second}) {
            assertThat(replica)
                    .contains("pem.server.cert=/data/tls/vtn.pem\n", "pem.server.key=/data/tls/vtn.key\n")
                    .contains("pem.rsa.cert=/data/tls/vtn-rsa.pem\n", "pem.rsa.key=/data/tls/vtn-rsa.key\n");
        }
        assertThat(second).contains("quarkus.http.ssl-port=9444\n").contains("quarkus.management.port=10181\n");
        assertThat(first).doesNotContain("datasource").contains("kafka.bootstrap.servers=localhost:10092\n");
    }
}
