package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.ServerCertificate;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With topics of its own: on the others', anchors are there already. */
@QuarkusTest
@TestProfile(OpeningTest.FromNothing.class)
class OpeningTest {

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

    /** Made when it is asked for: it publishes the anchors. */
    @Inject
    Instance<TestFleet> fleet;

    @Inject
    Opening opening;

    @Test
    void listensOnlyOnceThereIsSomebodyToTrust() {
        await("all topics to be read, and no more to be had")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(opening.waitingFor())
                        .hasValueSatisfying(words -> assertThat(words).contains("trust anchor")));
        assertThat(EndpointVen.isListening()).isFalse();

        var ven = fleet.get().registered();

        assertThat(ven.poll().code()).isEqualTo(200);
        assertThat(opening.waitingFor()).isEmpty();
    }
}
