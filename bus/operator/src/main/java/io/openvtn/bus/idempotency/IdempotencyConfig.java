package io.openvtn.bus.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long answers are kept for those who ask again. */
@ConfigMapping(prefix = "openvtn.idempotency")
interface IdempotencyConfig {

    /** From the first answer; the same key is a new one after it. */
    @WithDefault("1d")
    Duration lifetime();
}
