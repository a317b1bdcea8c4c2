package io.openvtn.vtnapi.fleet;

import io.openvtn.bus.LateLogin;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The producer of ven-messages by its settings alone: a whole service would be started for one broker that lets it in late. */
class VenMessagesLoginTest {

    private static final String CHANNEL = "mp.messaging.outgoing.ven-messages.";

    @TempDir
    Path directory;

    @Test
    void sendsWhenItsLoginIsMadeLaterThanItself() throws Exception {
        try (var broker = new LateLogin(directory)) {
            Map<String, Object> settings = broker.settings();
            SmallRyeConfig service = configuration();
            for (String name : service.getPropertyNames()) {
                if (name.startsWith(CHANNEL)) {
                    settings.put(name.substring(CHANNEL.length()), service.getValue(name, String.class));
                }
            }
            try (var producer = new KafkaProducer<String, String>(settings)) {
                broker.assertRecovers(() -> producer);
            }
        }
    }

    private static SmallRyeConfig configuration() throws Exception {
        var properties =
                Path.of("src/main/resources/application.properties").toUri().toURL();
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, 250))
                .withDefaultValue("openvtn.bus.prefix", "openvtn.")
                .build();
    }
}
