package io.openvtn.bus.contract;

import java.util.Optional;

/**
 * The whole current state of one key of a compacted topic.
 *
 * <p>A consumer ignores a record whose revision is not newer than the one it holds, so repeated and swapped sends do no
 * harm.
 */
public interface StateRecord {

    /** The record's key on its topic. */
    String key();

    /** Grows by at least one with every change of this key; starts at 1. */
    long revision();

    /** The W3C {@code traceparent} of the request that made the record what it is; empty where no traces are kept. */
    default Optional<String> traceParent() {
        return Optional.empty();
    }

    /**
     * What is published in the place of a record that Kafka refuses: who may come in, and nothing that could make it too large. So a
     * suspension takes effect whatever else is wrong. Empty where nobody's rights are in the record.
     */
    default Optional<StateRecord> withRightsAlone() {
        return Optional.empty();
    }
}
