package io.openvtn.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnvFileTest {

    private static final Map<Service, String> URLS = Map.of(
            Service.CERT_AUTHORITY,
            "http://ca",
            Service.VEN_REGISTRY,
            "http://reg",
            Service.EVENT_DISPATCHER,
            "http://dis");

    @Test
    void holdsWhatScriptsNeed() {
        assertThat(EnvFile.text(
                        List.of("https://one", "https://two"),
                        URLS,
                        new TreeMap<>(Map.of("EST_URL", "https://est", "REVOCATION_URL", "http://rev")),
                        "pw",
                        Path.of("/data/ca-bundle.pem")))
                .isEqualTo("""
                        VTN_URL=https://one
                        VTN_URL_2=https://two
                        CA_URL=http://ca
                        REGISTRY_URL=http://reg
                        DISPATCHER_URL=http://dis
                        EST_URL=https://est
                        REVOCATION_URL=http://rev
                        OPERATOR_USER=operator
                        OPERATOR_PASSWORD=pw
                        CA_BUNDLE=/data/ca-bundle.pem
                        """);
    }

    @Test
    void survivesAShellWhateverTheFolderIsCalled() throws Exception {
        Path bundle = Path.of("/it's $HOME/ca bundle.pem");
        String env = EnvFile.text(List.of("https://one"), URLS, Map.of(), "pw", bundle);

        var shell = new ProcessBuilder("bash", "-c", env + "printf %s \"$CA_BUNDLE\"").start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(bundle.toString());
    }

    @Test
    void namesEachReplica() {
        assertThat(EnvFile.vtnUrls(Map.of("VTN_URL_2", "b", "VTN_URL", "a", "CA_URL", "c")))
                .containsExactly("a", "b");
    }
}
