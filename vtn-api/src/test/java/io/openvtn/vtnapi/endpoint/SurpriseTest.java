package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.openvtn.vtnapi.opt.SurprisingOptService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on our side, the VEN gets an answer that it can read. */
@QuarkusTest
@TestProfile(SurpriseTest.Surprises.class)
class SurpriseTest {

    public static final class Surprises implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SurprisingOptService.class);
        }
    }

    @Inject
    TestFleet fleet;

    @Inject
    VenEndpoint endpoint;

    @Inject
    Vertx vertx;

    @Test
    void aServiceThatThrowsIsAnswered() {
        var ven = fleet.registered();

        var reply = ven.say("EiOpt", EndpointVen.document("create-opt", ven.venId()));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.message()).isEqualTo("oadrResponse");
        assertThat(reply.code()).isEqualTo(469);
    }

    @Test
    void aReplyThatCannotBeWrittenIsAnswered() {
        var ven = fleet.registered();

        var reply = ven.say("EiOpt", EndpointVen.document("cancel-opt", ven.venId()));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.message()).isEqualTo("oadrResponse");
    }

    @Test
    void aSourceOfCertificatesThatThrowsIsAnswered() throws IOException {
        var handler = endpoint.handler(vertx, request -> {
            throw new IllegalStateException("as a mistake of ours would");
        });
        var listener = new Listener(
                vertx, new HttpServerOptions().setPort(0), handler, request -> {}, connection -> {}, port -> {});
        listener.open();
        try (var socket = new Socket("localhost", listener.port())) {
            String reply = RawHttp.exchange(socket, "<x/>", List.of("Connection: close"));

            assertThat(reply).startsWith("HTTP/1.1 500").contains("oadrResponse", "responseCode>469<");
        } finally {
            listener.close();
        }
    }
}
