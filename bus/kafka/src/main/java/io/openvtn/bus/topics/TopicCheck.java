package io.openvtn.bus.topics;

import io.openvtn.bus.contract.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** One look at the topics of a broker: makes those that are missing, and mends a cleanup that would lose state. */
final class TopicCheck {

    private static final Logger LOG = Logger.getLogger(TopicCheck.class);
    /** What Kafka adds to a record that is alone in its batch, with room to spare. */
    private static final int BATCH_OVERHEAD = 1_024;

    private final Admin admin;
    private final BusConfig config;
    private final Function<Topic, String> nameOf;
    /** Topics that may have lost records before. */
    private final Set<String> mended = new HashSet<>();

    TopicCheck(Admin admin, BusConfig config, Function<Topic, String> nameOf) {
        this.admin = admin;
        this.config = config;
        this.nameOf = nameOf;
    }

    /**
     * Looks, and mends what it may.
     *
     * @return what is still wrong
     * @throws ExecutionException if the broker does not answer
     */
    List<String> run() throws ExecutionException, InterruptedException {
        List<String> faults = new ArrayList<>();
        Set<String> existing = admin.listTopics().names().get();
        List<Topic> missing = Arrays.stream(Topic.values())
                .filter(topic -> !existing.contains(nameOf.apply(topic)))
                .toList();
        if (!missing.isEmpty()) {
            make(missing).ifPresent(faults::add);
        }
        List<Topic> state = Arrays.stream(Topic.values())
                .filter(topic -> topic.cleanup() == Topic.Cleanup.COMPACT && !missing.contains(topic))
                .toList();
        for (String topic : losing(state)) {
            mend(topic).ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    /** After {@link #run}: what each topic is at this moment, by its ID. */
    Map<Topic, String> incarnations() throws ExecutionException, InterruptedException {
        Map<String, Topic> byName =
                Arrays.stream(Topic.values()).collect(Collectors.toMap(nameOf, Function.identity()));
        Map<Topic, String> incarnations = new EnumMap<>(Topic.class);
        for (var asked : admin.describeTopics(byName.keySet()).topicNameValues().entrySet()) {
            try {
                String id = get(asked.getValue()).topicId().toString();
                incarnations.put(byName.get(asked.getKey()), mended.contains(asked.getKey()) ? id + " mended" : id);
            } catch (UnknownTopicOrPartitionException | AuthorizationException e) {
                LOG.debugf("topic %s is not there to be seen: %s", asked.getKey(), e.getMessage());
            }
        }
        return incarnations;
    }

    private Optional<String> make(List<Topic> missing) throws ExecutionException, InterruptedException {
        List<String> names = missing.stream().map(nameOf).toList();
        if (!config.manageTopics()) {
            return Optional.of(
                    "topics are missing, or this login may not see them (it wants Describe); they are not made, as "
                            + "openvtn.bus.manage-topics is off: " + names);
        }
        LOG.infof("making topics %s", names);
        try {
            get(admin.createTopics(missing.stream().map(this::definition).toList())
                    .all());
            return Optional.empty();
        } catch (TopicExistsException e) {
            // Another service was faster; the next look sees which ones are still missing.
            return Optional.of("topics are being made: " + names);
        } catch (AuthorizationException e) {
            return Optional.of("topics are missing, and this service may not make them: " + names);
        }
    }

    /** Topics of state that would forget records after a while. */
    private List<String> losing(List<Topic> state) throws ExecutionException, InterruptedException {
        Set<ConfigResource> resources =
                state.stream().map(nameOf).map(TopicCheck::resource).collect(Collectors.toSet());
        try {
            Map<ConfigResource, Config> settings =
                    get(admin.describeConfigs(resources).all());
            return settings.entrySet().stream()
                    .filter(setting -> !TopicConfig.CLEANUP_POLICY_COMPACT.equals(setting.getValue()
                            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                            .value()))
                    .map(setting -> setting.getKey().name())
                    .sorted()
                    .toList();
        } catch (AuthorizationException e) {
            LOG.debugf("topics' settings are not for this service to see: %s", e.getMessage());
            return List.of();
        } catch (UnknownTopicOrPartitionException e) {
            // Deleted since it was listed: the next look makes it again.
            return List.of();
        }
    }

    private Optional<String> mend(String topic) throws ExecutionException, InterruptedException {
        String wrong = "topic %s holds state and would lose it: its cleanup.policy must be compact".formatted(topic);
        if (!config.manageTopics()) {
            return Optional.of(wrong);
        }
        var compact = new AlterConfigOp(
                new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
                AlterConfigOp.OpType.SET);
        try {
            get(admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(compact)))
                    .all());
            LOG.warnf("%s; set it", wrong);
            mended.add(topic);
            return Optional.empty();
        } catch (AuthorizationException e) {
            return Optional.of(wrong + ", and this service may not set it");
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** The broker's own error in place of the one that wraps it. */
    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private NewTopic definition(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.LARGEST_RECORD + BATCH_OVERHEAD));
        if (topic.cleanup() == Topic.Cleanup.COMPACT) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(config.retention().toMillis()));
        }
        return new NewTopic(
                        nameOf.apply(topic), Optional.of(config.partitions()), Optional.of(config.replicationFactor()))
                .configs(settings);
    }
}
