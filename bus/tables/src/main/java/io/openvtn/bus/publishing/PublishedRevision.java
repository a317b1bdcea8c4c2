package io.openvtn.bus.publishing;

/** A revision of a row that Kafka has acknowledged. */
public record PublishedRevision(String key, long revision) {}
