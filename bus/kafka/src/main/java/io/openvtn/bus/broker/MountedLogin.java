package io.openvtn.bus.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.authenticator.SaslClientCallbackHandler;

/**
 * The login at Kafka as it stands in a file, read again for each connection: a password that was rotated counts without a
 * restart. Named in {@code sasl.client.callback.handler.class}. The file is the option {@code file} of {@code sasl.jaas.config}
 * and holds another {@code sasl.jaas.config}, with username and password, as Strimzi writes it into Secrets. Thread safe.
 */
public final class MountedLogin implements AuthenticateCallbackHandler {

    private static final String FILE = "file";

    private final SaslClientCallbackHandler others = new SaslClientCallbackHandler();

    @SuppressWarnings("NullAway.Init")
    private volatile Path file;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        others.configure(configs, mechanism, entries);
        Object named = entries.get(0).getOptions().get(FILE);
        if (named == null) {
            throw new ConfigException("sasl.jaas.config has no option 'file', which says where the login is");
        }
        file = Path.of(named.toString());
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(read("username"));
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(read("password").toCharArray());
            } else {
                others.handle(new Callback[] {callback});
            }
        }
    }

    private String read(String option) throws IOException {
        try {
            var login = new Password(Files.readString(file).strip());
            var options = JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, login))
                    .configurationEntries()
                    .get(0)
                    .getOptions();
            return Objects.requireNonNull(options.get(option), option).toString();
        } catch (IllegalArgumentException | KafkaException | NullPointerException e) {
            // without the cause, which quotes the file
            throw new IOException("%s holds no sasl.jaas.config with username and password".formatted(file));
        }
    }

    @Override
    public void close() {
        others.close();
    }
}
