package io.openvtn.certauthority.authority;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.certauthority.revocation.RevocationUrl;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.Drives;
import io.openvtn.testkit.Tool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service with all its authorities' keys in a device. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(DeviceServiceTest.Settings.class)
@Drives(Tool.SOFTHSM)
class DeviceServiceTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** A root and two issuing CAs in each hierarchy. */
    private static final int AUTHORITIES = 6;

    @TempDir
    Path files;

    public static final class Settings implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("openvtn.ca.pkcs11.configuration", SoftHsm.provider(), "openvtn.ca.pkcs11.pin", SoftHsm.PIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void itIssuesRevokesAndAnswers(String algorithm) throws Exception {
        JsonPath issued = Ca.issued("of a device " + algorithm, algorithm);
        var pem = Ca.write(files, issued);
        String authority = Ca.issuerOf(issued);
        assertThat(SoftHsm.keys()).isGreaterThanOrEqualTo(AUTHORITIES);
        assertThat(verify(pem)).isZero();
        assertThat(ocsp(pem, authority)).contains("Response verify OK", ": good");

        Ca.revoke(issued.getString("sha256"), "keyCompromise").statusCode(200);

        String serial = issued.getString("serial").toUpperCase(Locale.ROOT);
        await().atMost(SOON).until(() -> list(authority).contains(serial));
        assertThat(verify(
                        pem, "-crl_check", "-CRLfile", files.resolve("list.crl").toString()))
                .isNotZero();
        assertThat(ocsp(pem, authority)).contains("Response verify OK", ": revoked");
    }

    private static int verify(Ca.PemFiles pem, String... options) throws Exception {
        var command = new ArrayList<>(List.of("verify"));
        command.addAll(List.of(options));
        command.addAll(List.of("-CAfile", pem.root(), "-untrusted", pem.issuing(), pem.leaf()));
        return OpenSsl.run(command.toArray(String[]::new)).exitCode();
    }

    private static String ocsp(Ca.PemFiles pem, String authority) throws Exception {
        return OpenSsl.run(
                        "ocsp",
                        "-issuer",
                        pem.issuing(),
                        "-CAfile",
                        pem.root(),
                        "-url",
                        RevocationUrl.of("/ocsp/%s", authority),
                        "-cert",
                        pem.leaf())
                .output();
    }

    private String list(String authority) throws Exception {
        byte[] der = given().get(RevocationUrl.of("/v1/crls/%s.crl", authority))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        Path file = Files.write(files.resolve("list.crl"), der);
        return OpenSsl.run("crl", "-in", file.toString(), "-inform", "DER", "-noout", "-text")
                .output();
    }
}
