package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.bus.BusClient;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.ServerCertificate;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** With topics of its own: on the others', anchors are there already. */
@QuarkusTest
@TestProfile(OpeningTest.FromNothing.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpeningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public static final class FromNothing implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(EmbeddedServices.class, Map.of("database", "false")),
                    new TestResourceEntry(ServerCertificate.class));
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    TopicProvisioner topics;

    /** Made when it is asked for: it publishes the anchors. */
    @Inject
    Instance<TestFleet> fleet;

    @Inject
    Opening opening;

    @Inject
    Exchanges exchanges;

    @Test
    @Order(1)
    void listensOnlyOnceAllIsThereAndThereIsSomebodyToTrust() throws Exception {
        awaitWaitingFor("to say that all is there of: vens, events, cohorts, deliveries");
        assertThat(EndpointVen.isListening()).isFalse();
        try (var bus = new BusClient(bootstrapServers)) {
            TestFleet.complete(bus, topics);
        }
        awaitWaitingFor("trust anchor");
        assertThat(EndpointVen.isListening()).isFalse();

        var ven = fleet.get().registered();

        assertThat(poll(ven)).startsWith("HTTP/1.1 200");
        assertThat(opening.waitingFor()).isEmpty();
    }

    @Test
    @Order(2)
    void doesNotEndBeforeAHandshakeThatHasBegun() throws Exception {
        var ven = fleet.get().registered();
        assertThat(exchanges.awaitNone(PATIENCE)).isZero();
        try (var connected = new Socket("localhost", EndpointVen.port())) {
            // it is accepted after the other one
            assertThat(poll(ven)).startsWith("HTTP/1.1 200");
            var ended = CompletableFuture.supplyAsync(() -> awaitNone(PATIENCE));
            assertThat(poll(ven)).startsWith("HTTP/1.1 200");
            assertThat(ended).isNotDone();

            connected.close();

            assertThat(ended.get(5, TimeUnit.SECONDS)).isZero();
        }
    }

    private void awaitWaitingFor(String what) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(opening.waitingFor())
                .hasValueSatisfying(words -> assertThat(words).contains(what)));
    }

    /** On a connection that ends with the answer. */
    private static String poll(EndpointVen ven) throws IOException {
        return ProxyHopTest.poll(EndpointVen.port(), Optional.of(ven.certificate()), ven, List.of("Connection: close"));
    }

    private int awaitNone(Duration patience) {
        try {
            return exchanges.awaitNone(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
