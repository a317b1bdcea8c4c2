package io.openvtn.venregistry.changes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code openvtn.registry.changes}. */
@ConfigMapping(prefix = "openvtn.registry.changes")
interface ChangesConfig {

    /** How long a change can be looked at and taken back, after its end. */
    @WithDefault("90d")
    Duration lifetime();
}
