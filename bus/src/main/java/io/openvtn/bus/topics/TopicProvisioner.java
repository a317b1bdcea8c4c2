package io.openvtn.bus.topics;

import io.openvtn.bus.contract.Topic;
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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Makes the topics that the broker does not have, with the cleanup that their records need. Works in the background and
 * retries until the broker answers, so that a service starts without Kafka and becomes ready when Kafka is back.
 */
@ApplicationScoped
public class TopicProvisioner {

    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BusConfig config;
    private final Map<String, Object> kafka;
    private Thread worker;
    private volatile boolean provisioned;

    public TopicProvisioner(BusConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    public void start(@Observes StartupEvent event) {
        worker = new Thread(this::provision, "topic-provisioner");
        worker.setDaemon(true);
        worker.start();
    }

    public void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

    /** Whether all topics are known to exist. */
    public boolean provisioned() {
        return provisioned;
    }

    /** The topic's name on this deployment's broker. */
    public String nameOf(Topic topic) {
        return config.prefix() + topic.label();
    }

    private void provision() {
        try {
            while (!attempt()) {
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            }
            provisioned = true;
        } catch (InterruptedException e) {
            LOG.debug("stopped before the topics were made");
        }
    }

    private boolean attempt() throws InterruptedException {
        var settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        try (var admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !existing.contains(nameOf(topic)))
                    .map(this::definition)
                    .toList();
            if (!missing.isEmpty()) {
                LOG.infof(
                        "making topics %s", missing.stream().map(NewTopic::name).toList());
                admin.createTopics(missing).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof TopicExistsException) {
                // Another service was faster; the next attempt sees which ones are still missing.
                return false;
            }
            LOG.warnf("cannot make the topics yet, Kafka does not answer: %s", e.getMessage());
            return false;
        }
    }

    private NewTopic definition(Topic topic) {
        Map<String, String> settings = topic.cleanup() == Topic.Cleanup.COMPACT
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(config.retention().toMillis()));
        return new NewTopic(nameOf(topic), Optional.of(config.partitions()), Optional.of(config.replicationFactor()))
                .configs(settings);
    }
}
