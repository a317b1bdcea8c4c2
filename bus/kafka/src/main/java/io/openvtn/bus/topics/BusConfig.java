package io.openvtn.bus.topics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the topics are and how they are made when they are missing. */
@ConfigMapping(prefix = "openvtn.bus")
public interface BusConfig {

    /** Stands before each topic's label, so that several suites can share a broker. */
    @WithDefault("openvtn.")
    String prefix();

    /** Whether missing topics are made and wrong settings mended; otherwise both are only reported, and keep us from serving. */
    @WithDefault("true")
    boolean manageTopics();

    /** Partitions of a topic that is made here; an existing topic keeps its own. */
    @WithDefault("12")
    int partitions();

    /** Replicas of a topic that is made here; three on a production cluster. */
    @WithDefault("1")
    short replicationFactor();

    /** How long records of the topics that are not compacted are kept. */
    @WithDefault("7d")
    Duration retention();

    /** How long a send may take before its caller is told that the record is not durable. */
    @WithDefault("5s")
    Duration deliveryTimeout();
}
