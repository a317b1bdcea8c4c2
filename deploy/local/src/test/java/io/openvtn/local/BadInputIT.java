package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller sees who may not do what it asks for, with the tools it would use. */
class BadInputIT {

    private final RunningSuite suite = RunningSuite.get();

    @TempDir
    Path temporary;

    @Test
    void withoutAClientCertificateThereIsNoHandshake() {
        var curl = poll(List.of());

        assertThat(curl.exitCode()).as(curl.output()).isNotZero();
        assertThat(curl.output()).doesNotContain("oadrResponse");
    }

    @Test
    void aCertificateOfAnotherCaIsRefusedInTheHandshakeAndItsFingerprintLogged() {
        String key = temporary.resolve("foreign.key").toString();
        String certificate = temporary.resolve("foreign.pem").toString();
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=foreign",
                "-addext",
                "extendedKeyUsage=clientAuth",
                "-keyout",
                key,
                "-out",
                certificate);
        String fingerprint = openssl("x509", "-in", certificate, "-noout", "-fingerprint", "-sha256")
                .replaceFirst("^[^=]*=", "")
                .replace(":", "")
                .strip()
                .toLowerCase(Locale.ROOT);

        var curl = poll(List.of("--cert", certificate, "--key", key));

        assertThat(curl.exitCode()).as(curl.output()).isNotZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> suite.log("vtn-api").contains(fingerprint));
    }

    @Test
    void aVenIsNoOtherVenWhateverItWrites() {
        var a = suite.enrol("impostor");
        var b = suite.enrol("victim");
        a.register().mustBeOk();

        assertThat(a.poll("VTN_URL", b.venId()).code()).isEqualTo(463);
        assertThat(a.poll("VTN_URL", "ven-nobody").code()).isEqualTo(452);
        // Registered is only who registered itself.
        assertThat(b.poll().code()).isEqualTo(463);
    }

    @Test
    void operatorsNeedAPassword() {
        var curl = RunningSuite.run(
                RunningSuite.curl("-o", "/dev/null", "-w", "%{http_code}", suite.env("REGISTRY_URL") + "/v1/vens"),
                Map.of());

        assertThat(curl.output()).isEqualTo("401");
    }

    private RunningSuite.Result poll(List<String> arguments) {
        List<String> command = RunningSuite.curl("--cacert", suite.env("CA_BUNDLE"), "--data-binary", "<x/>");
        command = new ArrayList<>(command);
        command.addAll(arguments);
        command.add(suite.env("VTN_URL") + "/OpenADR2/Simple/2.0b/OadrPoll");
        return RunningSuite.run(command, Map.of());
    }

    private static String openssl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var result = RunningSuite.run(command, Map.of());
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }
}
