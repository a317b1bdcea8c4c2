package io.openvtn.bus.start;

import io.smallrye.config.SmallRyeConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of Kafka's names resolves: its clients cannot be made otherwise. Whether a broker answers is asked later, by those who
 * need it.
 */
record KafkaCondition(List<String> servers) implements BeforeStart.Condition {

    static Optional<BeforeStart.Condition> of(SmallRyeConfig config) {
        return config.getOptionalValue("kafka.bootstrap.servers", String.class)
                .map(servers -> new KafkaCondition(Arrays.asList(servers.split(","))));
    }

    @Override
    public Optional<String> missing() {
        return servers.stream().anyMatch(KafkaCondition::resolves)
                ? Optional.empty()
                : Optional.of("no name of kafka.bootstrap.servers resolves yet: " + String.join(",", servers));
    }

    private static boolean resolves(String server) {
        String host = server.strip().replaceFirst("^.*://", "").replaceFirst(":\\d+$", "");
        try {
            return InetAddress.getByName(host).getHostAddress() != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
