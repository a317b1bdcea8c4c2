package io.openvtn.certauthority.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import java.nio.charset.StandardCharsets;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With SoftHSM in the place of a device. */
@Drives(Tool.SOFTHSM)
class DeviceKeysTest {

    private final Hierarchies hierarchies = new Hierarchies();

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void aKeyOfTheDeviceSignsAndNeverComesOut(KeyAlgorithm algorithm) {
        var device = new DeviceKeys(SoftHsm.provider(), SoftHsm.PIN);
        var keys = device.makeIssuingKeys(algorithm);
        var signer = device.signing(algorithm, keys);
        var certificate = hierarchies.certificate(keys.getPublic(), signer);
        byte[] kept = device.keep("issuing", keys, certificate);

        var opened = new DeviceKeys(SoftHsm.provider(), SoftHsm.PIN).open("issuing", algorithm, kept);

        assertThat(keys.getPrivate().getEncoded()).isNull();
        assertThat(hierarchies.isSignedBy(
                        hierarchies
                                .unsigned(keys.getPublic())
                                .build(opened.key().signer()),
                        keys.getPublic()))
                .isTrue();
    }

    @Test
    void saysWhatIsWrong() throws LoginException {
        SoftHsm.logOut();
        assertThatThrownBy(() -> new DeviceKeys(SoftHsm.provider(), "7654321"))
                .hasMessageContaining("OPENVTN_CA_PKCS11_PIN");
        var device = new DeviceKeys(SoftHsm.provider(), SoftHsm.PIN);
        assertThatThrownBy(() -> device.open("issuing", KeyAlgorithm.EC, "nothing".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no key nothing");
    }
}
