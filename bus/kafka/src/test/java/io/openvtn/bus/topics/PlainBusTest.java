package io.openvtn.bus.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.testkit.tool.LogLines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainBusTest {

    @Test
    void warnsOfABrokerElsewhereThatIsSpokenToWithoutTls() {
        try (var lines = new LogLines(PlainBus.class)) {
            new PlainBus(Map.of("bootstrap.servers", "localhost:9092, 192.0.2.7:9092")).check(null);

            assertThat(lines.contain("Kafka at 192.0.2.7:9092 is spoken to without TLS"))
                    .isTrue();
            assertThat(lines.contain("bus/README.md")).isTrue();
        }
        assertThat(new PlainBus(Map.of("bootstrap.servers", "192.0.2.7:9092", "security.protocol", "SASL_PLAINTEXT"))
                        .complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("SASL_PLAINTEXT"));
    }

    @Test
    void isContentWithTlsAndWithABrokerOnThisMachine() {
        for (Map<String, Object> kafka : List.<Map<String, Object>>of(
                Map.of("bootstrap.servers", "localhost:9092"),
                Map.of("bootstrap.servers", "PLAINTEXT://127.0.0.1:9092,[::1]:9092"),
                Map.of("bootstrap.servers", "192.0.2.7:9092", "security.protocol", "SSL"),
                Map.of("bootstrap.servers", "192.0.2.7:9092", "security.protocol", "SASL_SSL"))) {
            assertThat(new PlainBus(kafka).complaint()).as("%s", kafka).isEmpty();
        }
    }
}
