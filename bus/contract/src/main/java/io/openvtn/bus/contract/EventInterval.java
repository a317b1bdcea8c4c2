package io.openvtn.bus.contract;

import java.time.Duration;

/**
 * One interval of a signal.
 *
 * @param duration whole seconds, positive; zero only in an open-ended event's single interval
 * @param value the payloadFloat
 */
public record EventInterval(Duration duration, float value) {}
