package io.openvtn.eventdispatcher.outcome;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How operators see deliveries. */
@ConfigMapping(prefix = "openvtn.dispatch")
interface OutcomeConfig {

    /** Offers of one modification after which the operator sees the VEN as not answering; it is still offered. */
    @WithDefault("20")
    @Min(1)
    int redeliveryLimit();

    /** How often the stream of counts tells that it is alive; proxies end a response that is silent for longer than they wait. */
    @WithDefault("15s")
    Duration streamHeartbeat();
}
