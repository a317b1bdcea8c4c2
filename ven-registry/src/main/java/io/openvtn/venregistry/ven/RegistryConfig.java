package io.openvtn.venregistry.ven;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What a VEN gets that nobody chose anything for. */
@ConfigMapping(prefix = "openvtn.registry")
interface RegistryConfig {

    /** How long a VEN waits between two polls; whole seconds, PT1S to P1D. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration pollFrequency();
}
