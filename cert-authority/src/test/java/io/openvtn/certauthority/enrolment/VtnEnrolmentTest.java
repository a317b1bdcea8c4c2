package io.openvtn.certauthority.enrolment;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.openvtn.certauthority.OpenSsl;
import io.openvtn.certauthority.authority.CaConfig;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.authority.KeyAlgorithm;
import io.openvtn.certauthority.order.Order;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The VTN's replicas fetch certificates of their own, as curl and openssl see it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VtnEnrolmentTest {

    private static final String LONG_ENOUGH = "a password of thirty-two letters";

    @TempDir
    Path files;

    @Inject
    EstServer server;

    @Inject
    VtnEnrolment enrolment;

    @Inject
    CaConfig config;

    @ConfigProperty(name = "openvtn.ca.enrolment.vtn.password")
    String password;

    private EstDevice replica;

    @BeforeEach
    void trust() throws IOException {
        replica = new EstDevice(files, server.port().orElseThrow());
    }

    @Test
    void aReplicaGetsTheConfiguredNamesWhateverItsRequestSays() throws Exception {
        Path request = replica.request("any");

        Path certificate =
                replica.certificate(replica.curl("simpleenroll", request, "-u", "vtn:" + password), "vtn.pem");

        String text = OpenSsl.run("x509", "-in", certificate.toString(), "-noout", "-text")
                .output();
        assertThat(text)
                .contains(
                        "CN = OpenVTN", "DNS:vtn.utility.example, IP Address:10.4.0.9", "TLS Web Server Authentication")
                .doesNotContain("CN = any");
        var verified = OpenSsl.run(
                "verify", "-purpose", "sslserver", "-CAfile", replica.trusted().toString(), certificate.toString());
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        // An entry is listed once it is chained.
        await().untilAsserted(() -> as("admin")
                .get("/v1/audit?limit=1")
                .then()
                .body("items[0].action", equalTo("enrolled"))
                .body("items[0].actor", equalTo("enrolment:vtn")));
    }

    @Test
    void nobodyElseIsAVtn() throws Exception {
        var refused = replica.curl("simpleenroll", replica.request("stranger"), "-u", "vtn:" + password + "x");

        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void itsCertificateIsNoDevicesAndRenewsNothing() throws Exception {
        Path request = replica.request("vtn");
        Path certificate =
                replica.certificate(replica.curl("simpleenroll", request, "-u", "vtn:" + password), "vtn.pem");

        var refused = EstDevice.run(
                "curl",
                "-sS",
                "--cacert",
                replica.trusted().toString(),
                "--cert",
                certificate.toString(),
                "--key",
                replica.key("vtn").toString(),
                "--data-binary",
                "@" + request,
                replica.url("simplereenroll"));

        assertThat(refused.status()).as(refused.output()).isNotZero();
    }

    /** Each replica has its own, and all but the latest would be reported as about to expire. */
    @Test
    void theLatestAloneIsMissedWhenItExpires() {
        String first = enrolled();
        String second = enrolled();

        as("viewer")
                .get("/v1/certificates/" + first)
                .then()
                .body("status", equalTo("valid"))
                .body("supersededAt", notNullValue());
        as("viewer")
                .get("/v1/certificates/" + second)
                .then()
                .body("status", equalTo("valid"))
                .body("supersededAt", nullValue());
    }

    @Test
    void settingsOfWhichNothingCanBeIssuedAreNamed() {
        assertThatThrownBy(() -> VtnEnrolment.order("short", List.of("vtn.example"), Duration.ofDays(30), config))
                .hasMessageContaining("openvtn.ca.enrolment.vtn.password has 32 characters at least");
        assertThatThrownBy(() -> VtnEnrolment.order(LONG_ENOUGH, List.of(), Duration.ofDays(30), config))
                .hasMessageContaining("openvtn.ca.enrolment.vtn.names")
                .hasMessageContaining("dnsNames");
        assertThatThrownBy(() -> VtnEnrolment.order(LONG_ENOUGH, List.of("no name"), Duration.ofDays(30), config))
                .hasMessageContaining("neither a DNS name nor an IP address");
        assertThatThrownBy(() -> VtnEnrolment.order(LONG_ENOUGH, List.of("vtn.example"), Duration.ofHours(1), config))
                .hasMessageContaining("lifetime");
    }

    /** The SHA-256 of a new one. */
    private String enrolled() {
        var key = new Order.KeySource.Theirs(KeyAlgorithm.EC.makeLeafKeys().getPublic());
        String said = Said.to(enrolment.enrol(key));
        assertThat(said).startsWith("enrolled ");
        return Certificates.sha256(Certificates.parse(said.substring("enrolled ".length())));
    }
}
