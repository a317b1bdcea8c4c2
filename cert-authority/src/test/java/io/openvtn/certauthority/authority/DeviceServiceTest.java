package io.openvtn.certauthority.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.revocation.RelyingParty;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
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
        var anybody = new RelyingParty(files);
        String authority = Ca.issuerOf(issued);
        assertThat(SoftHsm.keys()).isGreaterThanOrEqualTo(AUTHORITIES);
        assertThat(anybody.accepts(pem, authority)).isTrue();
        assertThat(anybody.ocsp(pem, authority, "-cert", pem.leaf())).contains("Response verify OK", ": good");

        Ca.revoke(issued.getString("sha256"), "keyCompromise").statusCode(200);

        await().atMost(SOON).until(() -> anybody.text(authority).contains(RelyingParty.serial(issued)));
        assertThat(anybody.accepts(pem, authority)).isFalse();
        assertThat(anybody.ocsp(pem, authority, "-cert", pem.leaf())).contains("Response verify OK", ": revoked");
    }
}
