package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.limit.BodyBudget;
import io.openvtn.vtnapi.poll.PollService;
import io.openvtn.vtnapi.tls.EndpointTls;
import io.openvtn.vtnapi.wire.WireCodec;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A replica that polls itself. */
@QuarkusTest
class WarmUpTest {

    @Inject
    WarmUp warmUp;

    @Inject
    MeterRegistry meters;

    @Inject
    EndpointTls tls;

    @Inject
    VenPorts ports;

    @Inject
    RepeatedPolls repeatedPolls;

    @Inject
    WireCodec codec;

    @Inject
    PollService polls;

    @Inject
    Replies replies;

    @Inject
    BodyBudget bodies;

    @Inject
    VtnConfig config;

    @Test
    void manyPollsAreAnsweredAndNoneIsCounted() throws Exception {
        Map<String, Double> before = counted();

        long answered = warmUp.run(Duration.ofSeconds(1));

        assertThat(answered).isGreaterThan(100);
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void doesNothingInNoTime() throws Exception {
        assertThat(warmUp.run(Duration.ZERO)).isZero();
    }

    /** Here it can open no port; a replica that it keeps from opening would serve nobody. */
    @Test
    void doesNotFailWhenItCannotPoll() throws Exception {
        Vertx closed = Vertx.vertx();
        closed.close().toCompletionStage().toCompletableFuture().join();

        var broken = new WarmUp(tls, ports, repeatedPolls, codec, polls, replies, bodies, config, closed);

        assertThat(broken.run(Duration.ofSeconds(1))).isZero();
    }

    /** What has been counted of VENs' messages and connections. */
    private Map<String, Double> counted() {
        return meters.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName()
                        .matches("openvtn\\.(messages|requests|polls|handshakes|connections|certificates|vens).*"))
                .filter(id -> id.getType() != Meter.Type.GAUGE)
                .filter(id -> count(id) > 0)
                .collect(Collectors.toMap(Meter.Id::toString, this::count, (one, other) -> one, TreeMap::new));
    }

    private double count(Meter.Id id) {
        for (Measurement measured :
                meters.find(id.getName()).tags(id.getTags()).meter().measure()) {
            return measured.getValue();
        }
        return 0;
    }
}
