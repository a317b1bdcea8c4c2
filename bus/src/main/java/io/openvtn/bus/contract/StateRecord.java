package io.openvtn.bus.contract;

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
}
