package io.openvtn.bench.fleet.ven;

import io.netty.bootstrap.Bootstrap;
import io.openvtn.bench.fleet.identity.FleetTls;
import io.openvtn.bench.fleet.measurement.Measurements;
import java.net.SocketAddress;

/**
 * What the lines of all VENs share.
 *
 * @param bootstrap of TCP connections; has the event loop
 * @param keepAlive whether a connection outlives an answer
 */
public record Network(
        Bootstrap bootstrap, SocketAddress address, FleetTls tls, boolean keepAlive, Measurements measurements) {

    /** In bytes; more than an oadrDistributeEvent of a hundred long events. */
    static final int LARGEST_ANSWER = 4 * 1024 * 1024;
}
