package io.openvtn.venregistry.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long what operators ask of VENs is good for. */
@ConfigMapping(prefix = "openvtn.registry.requests")
interface RequestsConfig {

    /** A request that a VEN has not answered by then is closed, and not offered any more. */
    @WithDefault("7d")
    @DurationMin(minutes = 1)
    Duration lifetime();
}
