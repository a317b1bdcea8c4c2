package io.openvtn.bus.topics;

import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.logging.LogText;
import io.openvtn.bus.worker.Worker;
import io.openvtn.bus.worker.Workers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jboss.logging.Logger;

/**
 * Sees to it that the topics are there, with the cleanup that their records need: at the start, again and again until the
 * broker has answered, and every ten seconds from then on. So a service starts without Kafka and becomes ready when Kafka
 * comes, and topics that were lost with their broker's disk are made again. Thread safe.
 */
@ApplicationScoped
public class TopicProvisioner {

    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BusConfig config;
    private final Map<String, Object> kafka;
    private final Workers workers;

    @SuppressWarnings("NullAway.Init")
    private Worker worker;

    private final Map<Topic, String> incarnations = new ConcurrentHashMap<>();
    private volatile boolean provisioned;
    private volatile List<String> faults = List.of("Kafka has not answered since the start");

    public TopicProvisioner(
            BusConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka, Workers workers) {
        this.config = config;
        this.kafka = kafka;
        this.workers = workers;
    }

    public void start(@Observes StartupEvent event) {
        worker = workers.start("topic-provisioner", this::round);
    }

    public void stop(@Observes ShutdownEvent event) {
        worker.close();
    }

    /** Whether all topics have been seen as they must be, once since the start. */
    public boolean provisioned() {
        return provisioned;
    }

    /** What is wrong with the topics, one sentence each; empty when they are as they must be. */
    public List<String> faults() {
        return faults;
    }

    /**
     * Names what that topic is at this moment: another value means that it was made anew, or may have lost records.
     *
     * @return empty until it has been seen
     */
    public Optional<String> incarnation(Topic topic) {
        return Optional.ofNullable(incarnations.get(topic));
    }

    /** The topic's name on this deployment's broker. */
    public String nameOf(Topic topic) {
        return config.prefix() + topic.label();
    }

    /** The topic of that name on this deployment's broker; empty if it is none of ours. */
    public Optional<Topic> topicOf(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> nameOf(topic).equals(name))
                .findFirst();
    }

    private void round() throws Exception {
        check();
        TimeUnit.MILLISECONDS.sleep((provisioned ? CHECK : RETRY).toMillis());
    }

    private void check() throws Exception {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        try (var admin = Admin.create(settings)) {
            var check = new TopicCheck(admin, config, this::nameOf);
            List<String> found = check.run();
            incarnations.putAll(check.incarnations());
            if (!found.isEmpty() && !found.equals(faults)) {
                LOG.errorf("topics are not as they must be: %s", String.join("; ", found));
            }
            faults = found;
            provisioned |= found.isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException refused) {
                notLetIn(refused);
            }
            throw e;
        }
    }

    private void notLetIn(AuthenticationException refused) {
        String settings = refused instanceof SslAuthenticationException ? "kafka.ssl.*" : "kafka.sasl.*";
        String fault =
                "Kafka at %s does not let this service in, or is not who it should be: %s; see kafka.security.protocol and %s"
                        .formatted(kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), reason(refused), settings);
        if (!faults.contains(fault)) {
            LOG.error(fault);
        }
        faults = List.of(fault);
    }

    /** A handshake that failed says why in what caused it, such as a certificate that has run out. */
    private static String reason(Throwable refused) {
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String words = String.valueOf(refused.getMessage());
        return LogText.of(cause == refused ? words : words + " (" + cause.getMessage() + ")");
    }
}
