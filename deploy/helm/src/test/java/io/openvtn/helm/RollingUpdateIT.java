package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.suite.EventOrder;
import io.openvtn.bench.suite.FleetProcess;
import io.openvtn.bus.contract.BusLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each pod is replaced as its Deployment says, while a fleet polls and operators work. */
class RollingUpdateIT {

    private static final Path REPOSITORY = Path.of(System.getProperty("openvtn.repository"));
    private static final int VENS = 1_000;
    private static final Duration ANSWERED = Duration.ofMinutes(1);

    private final Installation installed;

    RollingUpdateIT() throws Exception {
        this.installed = Installation.get();
    }

    @Test
    void noPollFailsAndNoEventIsLostOrDoubledWhileEveryPodIsReplaced() throws Exception {
        installed.kubelet.start("vtn-api", "vtn-api-2").awaitReady();
        var fleet = fleet();
        var load = new Load(installed);
        List<String> events = new ArrayList<>();
        try (load) {
            List<String> venIds = venIds();
            assertThat(venIds).hasSize(VENS);
            for (BusLogin service : BusLogin.values()) {
                for (Pod old : installed.kubelet.pods(service.label())) {
                    events.add(replace(old, venIds));
                }
            }
            for (String eventId : events) {
                await().atMost(ANSWERED).untilAsserted(() -> assertThat(optedIn(eventId))
                        .as("VENs that opted in to " + eventId)
                        .isEqualTo(VENS));
            }
        } catch (Exception | AssertionError e) {
            fleet.abort();
            throw e;
        }
        JsonNode summary = fleet.end();

        assertThat(load.failures())
                .as("of %d answers to operators", load.answers())
                .isEmpty();
        JsonNode anomalies = summary.path("anomalies");
        List<String> names = new ArrayList<>();
        anomalies.fieldNames().forEachRemaining(names::add);
        // an event may come late to a VEN while JVMs start beside it
        assertThat(names).as(fleet.said()).isSubsetOf("LATE_EVENT");
        assertThat(installed.operator.all(installed.port("api-dispatch"), "/v1/events").stream()
                        .filter(event -> event.path("marketContext").asText().endsWith("/bench"))
                        .map(event -> event.path("eventId").asText()))
                .containsExactlyInAnyOrderElementsOf(events);
        await().atMost(ANSWERED).untilAsserted(() -> assertThat(
                        vens("rolled-").map(ven -> ven.path("venName").asText()))
                .containsExactlyInAnyOrderElementsOf(load.enrolled()));
    }

    /** Replaces a pod as its Deployment does: another one has to be ready before it ends. Meanwhile an event is called. */
    private String replace(Pod old, List<String> venIds) throws Exception {
        installed.kubelet.start(old.service(), old.name() + "-new").awaitReady();
        old.terminate();
        String eventId = callEvent(venIds);
        assertThat(old.endsInTime()).as("%s:%n%s", old.name(), old.output()).isTrue();
        return eventId;
    }

    private FleetProcess fleet() throws Exception {
        return FleetProcess.start(
                REPOSITORY,
                installed.dataForFleet(),
                "fleet",
                Map.of("JDK_JAVA_OPTIONS", installed.trustOptions()),
                "--vens",
                Integer.toString(VENS),
                // slower than pods do handshakes that have just started on one machine
                "--starts-per-second",
                "25",
                // all pods share this machine, where a handshake may take longer beside JVMs that start; a pod gives it
                // as much
                "--patience",
                "30s");
    }

    private String callEvent(List<String> venIds) throws Exception {
        var order = new EventOrder(venIds, Instant.now().plusSeconds(2), Duration.ofHours(1));
        return installed
                .operator
                .post(installed.port("api-dispatch"), "/v1/events", order.json().toString())
                .path("eventId")
                .asText();
    }

    private int optedIn(String eventId) throws Exception {
        return installed
                .operator
                .get(installed.port("api-dispatch"), "/v1/events/" + eventId)
                .at("/deliveries/optIn")
                .asInt();
    }

    private List<String> venIds() throws Exception {
        return vens("fleet-").map(ven -> ven.path("venId").asText()).toList();
    }

    private Stream<JsonNode> vens(String namesBegin) throws Exception {
        return installed.operator.all(installed.port("api-registry"), "/v1/vens").stream()
                .filter(ven -> ven.path("venName").asText().startsWith(namesBegin));
    }
}
