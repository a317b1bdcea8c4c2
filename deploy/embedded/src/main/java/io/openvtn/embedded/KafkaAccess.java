package io.openvtn.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Who may do what at a broker. */
sealed interface KafkaAccess {

    int ITERATIONS = 8_192;

    /** Anybody who reaches it may do everything: for tests, which come and go. */
    record Open() implements KafkaAccess {

        @Override
        public Map<String, String> adminSettings() {
            return Map.of();
        }

        @Override
        public String brokerSettings() {
            return "listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT\n";
        }

        @Override
        public void prepare(Admin admin) {
            // there is nobody to know
        }
    }

    /**
     * Nobody comes in without a login, and everybody may do what is said of him and nothing else. Passwords do not go over the wire;
     * what is read and written does where there is no TLS, as nothing leaves this machine.
     *
     * @param password of the broker itself and of its administrator
     * @param tls files that clients are met with, the key with its chain and the authority; in the clear where there are none
     */
    record Closed(String password, List<KafkaLogin> logins, Optional<TlsFiles> tls) implements KafkaAccess {

        private static final String ADMIN = "admin";
        private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

        /** By a mechanism that needs nothing stored: it lets in before there are any logins. */
        @Override
        public Map<String, String> adminSettings() {
            Map<String, String> settings = new HashMap<>(KafkaLogin.settings("PLAIN", PLAIN, ADMIN, password));
            tls.ifPresent(files -> settings.putAll(files.clientSettings()));
            return settings;
        }

        @Override
        public String brokerSettings() {
            return """
                    listener.security.protocol.map=CLIENTS:%5$s,CONTROLLER:SASL_PLAINTEXT
                    sasl.enabled.mechanisms=%3$s,PLAIN
                    listener.name.controller.sasl.enabled.mechanisms=PLAIN
                    sasl.mechanism.inter.broker.protocol=PLAIN
                    sasl.mechanism.controller.protocol=PLAIN
                    listener.name.clients.plain.sasl.jaas.config=%2$s required username="%1$s" password="%4$s" user_%1$s="%4$s";
                    listener.name.controller.plain.sasl.jaas.config=%2$s required username="%1$s" password="%4$s" user_%1$s="%4$s";
                    listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                    super.users=User:%1$s
                    """.formatted(
                                    ADMIN,
                                    PLAIN,
                                    KafkaLogin.MECHANISM,
                                    password,
                                    tls.isPresent() ? TlsFiles.WITH_LOGIN : "SASL_PLAINTEXT")
                    + tls.map(TlsFiles::brokerSettings).orElse("");
        }

        /** Makes the logins and their rights what they have to be, whatever they were before. */
        @Override
        public void prepare(Admin admin) throws ExecutionException, InterruptedException {
            Set<AclBinding> wanted = rightsOf(logins);
            List<AclBindingFilter> unwanted = admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                    .filter(right -> !wanted.contains(right))
                    .map(AclBinding::toFilter)
                    .toList();
            admin.deleteAcls(unwanted).all().get();
            admit(admin, logins);
        }

        @Override
        public String toString() {
            return "Closed" + logins;
        }
    }

    /** As somebody else's settings have it. */
    record Given(Map<String, String> adminSettings) implements KafkaAccess {

        @Override
        public String brokerSettings() {
            return "";
        }

        @Override
        public void prepare(Admin admin) {
            // whoever made the settings has seen to it
        }

        @Override
        public String toString() {
            return "Given";
        }
    }

    /**
     * Files of the broker's TLS.
     *
     * @param server the key, and the certificate with its chain
     * @param authority that clients know it by
     */
    record TlsFiles(Path server, Path authority) {

        static final String WITH_LOGIN = "SASL_SSL";

        Map<String, String> clientSettings() {
            return Map.of(
                    "security.protocol",
                    WITH_LOGIN,
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.location",
                    authority.toString());
        }

        /** With a truststore, as the broker is its own client. */
        private String brokerSettings() {
            return """
                    ssl.keystore.type=PEM
                    ssl.keystore.location=%s
                    ssl.truststore.type=PEM
                    ssl.truststore.location=%s
                    """.formatted(server, authority);
        }
    }

    /** Makes logins and gives their rights; others keep theirs. */
    static void admit(Admin admin, List<KafkaLogin> logins) throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(logins.stream()
                        .<UserScramCredentialAlteration>map(login -> new UserScramCredentialUpsertion(
                                login.name(),
                                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                                login.password()))
                        .toList())
                .all()
                .get();
        admin.createAcls(rightsOf(logins)).all().get();
    }

    private static Set<AclBinding> rightsOf(List<KafkaLogin> logins) {
        return logins.stream().flatMap(login -> login.rights().stream()).collect(Collectors.toSet());
    }

    /** What the administrator's client needs beside the address. */
    Map<String, String> adminSettings();

    /** Lines of server.properties. */
    String brokerSettings();

    /** What is left to be done once the broker answers. */
    void prepare(Admin admin) throws ExecutionException, InterruptedException;

    /** For a client of the administrator. */
    default Map<String, Object> admin(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>(adminSettings());
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", "embedded-kafka");
        return settings;
    }
}
