package io.openvtn.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.LateLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedLoginTest {

    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void aPasswordThatWasRotatedCountsForTheNextConnection() throws Exception {
        Path file = Files.writeString(directory.resolve("sasl.jaas.config"), LateLogin.login("first"));
        try (var broker = new LateLogin(directory)) {
            broker.admit("first");
            try (var producer = producer(broker, file)) {
                assertThat(LateLogin.isSent(producer)).isTrue();
            }

            broker.admit("second");
            try (var producer = producer(broker, file)) {
                assertThatThrownBy(() -> LateLogin.isSent(producer)).hasMessageContaining("invalid credentials");

                Files.writeString(file, LateLogin.login("second"));

                await().atMost(SOON).ignoreExceptions().until(() -> LateLogin.isSent(producer));
            }
        }
    }

    @Test
    void aFileWithoutALoginIsNamedAndNotQuoted() throws Exception {
        for (String text : List.of("", "top-secret", MODULE + " required username=\"top-secret\";")) {
            Path file = Files.writeString(directory.resolve("login"), text);
            var login = login(Map.of("file", file.toString()));

            assertThatThrownBy(() -> login.handle(
                            new Callback[] {new NameCallback("name"), new PasswordCallback("password", false)}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasNoCause()
                    .message()
                    .doesNotContain("top-secret");
        }
    }

    @Test
    void withoutAFileItSaysWhatIsMissing() {
        assertThatThrownBy(() -> login(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'file'");
    }

    private static MountedLogin login(Map<String, String> options) {
        var login = new MountedLogin();
        login.configure(
                Map.of(),
                "SCRAM-SHA-512",
                List.of(new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)));
        return login;
    }

    private static KafkaProducer<String, String> producer(LateLogin broker, Path file) {
        Map<String, Object> settings = broker.settings();
        settings.put("sasl.jaas.config", "%s required file=\"%s\";".formatted(MODULE, file));
        settings.put("sasl.client.callback.handler.class", MountedLogin.class.getName());
        settings.put("enable.idempotence", false);
        settings.put("max.block.ms", 5_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
