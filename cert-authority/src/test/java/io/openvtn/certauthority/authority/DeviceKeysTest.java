package io.openvtn.certauthority.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.testkit.Drives;
import io.openvtn.testkit.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With SoftHSM in the place of a device; the build points SOFTHSM2_CONF to a configuration of this test's own. */
@Drives(Tool.SOFTHSM)
class DeviceKeysTest {

    private static final String PIN = "1234567";
    private static final Path CONFIGURATION = Path.of(System.getenv("SOFTHSM2_CONF"));
    private static final Path TOKENS =
            CONFIGURATION.resolveSibling("softhsm-tokens").toAbsolutePath();
    private static final Path PROVIDER = CONFIGURATION.resolveSibling("pkcs11.cfg");

    private final Hierarchies hierarchies = new Hierarchies();

    @BeforeAll
    static void initializeDevice() throws Exception {
        if (Files.exists(TOKENS)) {
            try (var files = Files.walk(TOKENS)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(TOKENS);
        Files.writeString(CONFIGURATION, "directories.tokendir = %s\nobjectstore.backend = file\n".formatted(TOKENS));
        run("softhsm2-util", "--init-token", "--free", "--label", "openvtn", "--pin", PIN, "--so-pin", PIN);
        Files.writeString(PROVIDER, "name = openvtn-test\nlibrary = %s\nslotListIndex = 0\n".formatted(library()));
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void aKeyOfTheDeviceSignsAndNeverComesOut(KeyAlgorithm algorithm) {
        var device = new DeviceKeys(PROVIDER.toString(), PIN);
        var keys = device.makeIssuingKeys(algorithm);
        var signer = device.signing(algorithm, keys);
        var certificate = hierarchies.certificate(keys.getPublic(), signer);
        byte[] kept = device.keep("issuing", keys, certificate);

        var opened = new DeviceKeys(PROVIDER.toString(), PIN).open("issuing", algorithm, kept);

        assertThat(keys.getPrivate().getEncoded()).isNull();
        assertThat(hierarchies.isSignedBy(
                        hierarchies
                                .unsigned(keys.getPublic())
                                .build(opened.key().signer()),
                        keys.getPublic()))
                .isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new DeviceKeys(PROVIDER.toString(), "7654321"))
                .hasMessageContaining("OPENVTN_CA_PKCS11_PIN");
        var device = new DeviceKeys(PROVIDER.toString(), PIN);
        assertThatThrownBy(() -> device.open("issuing", KeyAlgorithm.EC, "nothing".getBytes()))
                .hasMessageContaining("no key nothing");
    }

    private static Path library() {
        return Path.of("/usr/lib/softhsm/libsofthsm2.so");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
