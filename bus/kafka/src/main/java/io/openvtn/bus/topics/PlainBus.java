package io.openvtn.bus.topics;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jboss.logging.Logger;

/** Warns where anybody on the way to the broker may read and write the bus: who writes some topics owns the VTN. */
@ApplicationScoped
class PlainBus {

    private static final Logger LOG = Logger.getLogger(PlainBus.class);
    private static final String PLAIN = "PLAINTEXT";

    private final Map<String, Object> kafka;

    PlainBus(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    void check(@Observes StartupEvent event) {
        complaint().ifPresent(LOG::warn);
    }

    /** What is to be warned of; empty for TLS, and for a broker on this machine. */
    Optional<String> complaint() {
        String protocol = setting(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG).orElse(PLAIN);
        if (!protocol.endsWith(PLAIN)) {
            return Optional.empty();
        }
        List<String> remote = Arrays.stream(setting(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                        .orElse("")
                        .split(","))
                .map(String::strip)
                .filter(server -> !server.isEmpty() && !isLoopback(host(server)))
                .toList();
        return remote.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Kafka at %s is spoken to without TLS (kafka.security.protocol=%s): whoever is on the way can read everything and say whose certificates are accepted; set kafka.security.protocol=SASL_SSL and give each service rights of its own, as bus/README.md lists them"
                                .formatted(String.join(", ", remote), protocol));
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(kafka.get(name)).map(Object::toString);
    }

    /** Of {@code host:port}, also of {@code PROTOCOL://host:port}. */
    private static String host(String server) {
        String address = server.substring(server.indexOf("://") < 0 ? 0 : server.indexOf("://") + 3);
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
