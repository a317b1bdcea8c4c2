package io.openvtn.bench.run;

import java.util.List;

/**
 * A load that vtn-api and the bare endpoint are put under alike: all VENs poll, each as soon as its answer is there.
 *
 * @param vens how many poll at the same time, each over a connection of its own
 * @param connection as {@code deploy/bench/polls} names it
 */
record Scenario(String name, int vens, String connection) {

    static final Scenario FULL_HANDSHAKES = new Scenario("polls on new connections, full handshake, P-256", 32, "new");

    static final List<Scenario> ALL = List.of(
            new Scenario("empty polls, keep-alive, 32 connections", 32, "keep-alive"),
            new Scenario("empty polls, keep-alive, 1,000 connections", 1_000, "keep-alive"),
            FULL_HANDSHAKES,
            new Scenario("polls on new connections, resumed", 32, "resumed"));

    /** What a fleet does after an outage: to a replica that has forgotten each VEN's certificate by the time it comes again. */
    static final Scenario RECONNECTION =
            new Scenario("polls on new connections of VENs that are not remembered, 1,000 VENs", 1_000, "new");

    /** While the endpoint's JVM, and the load's, still compile. */
    static final Scenario STARTED =
            new Scenario("empty polls right after a start, keep-alive, 32 connections", 32, "keep-alive");

    static final Scenario PROXIED = new Scenario(
            "empty polls through nginx on the same core, certificates in X-SSL-CERT, 32 connections", 32, "keep-alive");

    String options() {
        return "--vens %d --connection %s".formatted(vens, connection);
    }
}
