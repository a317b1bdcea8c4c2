package io.openvtn.bench.fleet.ven;

import io.netty.channel.EventLoop;
import io.openvtn.bench.fleet.measurement.Measurements;
import io.openvtn.bench.fleet.message.Message;
import io.openvtn.bench.fleet.message.Recording;
import io.openvtn.bench.fleet.options.Behaviour;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What all VENs of a run have in common. Everything in it is used on the one event loop. */
public record World(
        Behaviour behaviour,
        EventLoop loop,
        Network network,
        URI vtn,
        Measurements measurements,
        EventWatch watch,
        Recording recording,
        RandomGenerator random) {

    public void later(long nanos, Runnable task) {
        var unused = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    byte[] request(Message message) {
        return message.request(vtn.getRawAuthority(), vtn.getRawPath());
    }
}
