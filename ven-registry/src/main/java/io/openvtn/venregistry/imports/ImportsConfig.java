package io.openvtn.venregistry.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code openvtn.registry.imports}. */
@ConfigMapping(prefix = "openvtn.registry.imports")
interface ImportsConfig {

    /** How long what became of an import can be looked at, after its end. */
    @WithDefault("30d")
    Duration lifetime();
}
