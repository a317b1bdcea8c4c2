package io.openvtn.bus.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainHttpTest {

    @Test
    void loginsGoWithoutTlsOverTheLoopbackInterfaceAlone() {
        assertThat(complaint("127.0.0.1", Map.of())).isEmpty();
        assertThat(complaint("localhost", Map.of())).isEmpty();
        assertThat(complaint("0.0.0.0", Map.of()).orElseThrow())
                .contains("quarkus.http.host=0.0.0.0", "Configure TLS", "openvtn.operator.behind-tls=true");
        assertThat(complaint("0.0.0.0", Map.of("quarkus.tls.key-store.pem.a.cert", "a.pem"))
                        .orElseThrow())
                .contains("as TLS is configured");
        assertThat(complaint("0.0.0.0", Map.of("quarkus.http.insecure-requests", "disabled")))
                .isEmpty();
        assertThat(complaint("0.0.0.0", Map.of("openvtn.operator.behind-tls", "true")))
                .isEmpty();
    }

    private static Optional<String> complaint(String host, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("quarkus.http.host", host);
        return new PlainHttp(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build())
                .complaint();
    }
}
