package io.openvtn.venregistry.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code openvtn.registry.health}. */
@ConfigMapping(prefix = "openvtn.registry.health")
interface HealthConfig {

    /** How long vtn-api may keep to itself that a VEN was heard of: its {@code openvtn.vtn.seen-every}. */
    @WithDefault("1m")
    Duration seenEvery();

    /** How far a VEN's clock may be off before its diagnosis says so. */
    @WithDefault("30s")
    Duration clockTolerance();

    /** How often VENs are counted for the metrics. */
    @WithDefault("1m")
    Duration metricsEvery();

    /** How many groups have metrics of their own: those with the most VENs. */
    @WithDefault("100")
    int metricsOfGroups();
}
