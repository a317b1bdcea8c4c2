package io.openvtn.eventdispatcher.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long things are kept in front of VENs, and how the sweep tidies up behind them. */
@ConfigMapping(prefix = "openvtn.dispatch")
interface DispatchConfig {

    /** How long an event stays in its VENs' records after its end, so that late answers still find it. */
    @WithDefault("1h")
    Duration retention();

    /** How often the sweep looks for events that have to leave. */
    @WithDefault("10s")
    Duration sweepEvery();

    /** How often opts that say nothing any longer are looked for. */
    @WithDefault("10m")
    Duration optSweepEvery();

    /** How many deliveries the sweep takes in one transaction. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int sweepBatch();
}
