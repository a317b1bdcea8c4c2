package io.openvtn.embedded;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Somebody who may log in to a broker, by SCRAM-SHA-512. Never shows the password.
 *
 * @param name of the login
 * @param password of letters, digits, {@code -} and {@code _}
 * @param rights all that he may do
 */
public record KafkaLogin(String name, String password, List<AclBinding> rights) {

    static final String MECHANISM = "SCRAM-SHA-512";
    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    /** What a client of the broker needs to log in, in Kafka's own words. */
    public static Map<String, String> clientSettings(String name, String password) {
        return settings(MECHANISM, MODULE, name, password);
    }

    static Map<String, String> settings(String mechanism, String module, String name, String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";".formatted(module, name, password));
    }

    @Override
    public String toString() {
        return name;
    }
}
