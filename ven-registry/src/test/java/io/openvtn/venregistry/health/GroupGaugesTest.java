package io.openvtn.venregistry.health;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class GroupGaugesTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 13);

    /** Begins with what the database sorts before other groups of as many VENs. */
    private final String group = "0-" + mark;

    private final Instant start = Instant.now();
    private final TestBus bus = new TestBus();

    @Inject
    GroupGauges gauges;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void vensAreCountedByGroup() {
        gauges.count();
        double before = all("online") + all("offline");
        for (int i = 0; i < 5; i++) {
            as("operator")
                    .body(Map.of("venName", i + " " + mark, "venId", venId(i), "groups", List.of(group)))
                    .post("/v1/vens")
                    .then()
                    .statusCode(201);
        }
        as("operator").delete("/v1/vens/{venId}", venId(4)).then().statusCode(200);
        refused(1, Optional.empty());
        refused(2, Optional.of(429));
        refused(3, Optional.of(413));
        bus.send("ven-contacts", null, new VenContacts(List.of(VenContacts.Contact.of(venId(1), Instant.now()))));
        await().atMost(Duration.ofSeconds(20)).until(() -> isOnline(0) && isOnline(1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> 3
                        == (int) as("viewer")
                                .get("/v1/vens/{venId}/diagnosis", venId(0))
                                .path("refusals"));

        gauges.count();

        assertThat(ofGroup("online")).isEqualTo(2);
        assertThat(ofGroup("offline")).isEqualTo(2);
        assertThat(refusals("openvtn.group.refusals", Tags.of("group", group, "by", "reply")))
                .isEqualTo(1);
        assertThat(refusals("openvtn.group.refusals", Tags.of("group", group, "by", "transport")))
                .isEqualTo(2);
        assertThat(all("online") + all("offline") - before).isGreaterThanOrEqualTo(4);
        assertThat(refusals("openvtn.vens.refusals", Tags.of("by", "reply"))).isGreaterThanOrEqualTo(1);
        assertThat(refusals("openvtn.vens.refusals", Tags.of("by", "transport")))
                .isGreaterThanOrEqualTo(2);
    }

    /** Of the first VEN, as many messages as are numbered. */
    private void refused(int number, Optional<Integer> httpStatus) {
        bus.send(
                "ven-messages",
                venId(0),
                new VenMessage.MessageRefused(
                        "m-" + number + mark, venId(0), start.plusMillis(number), "oadrPoll", "454", "no", httpStatus));
    }

    private double refusals(String name, Tags tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    private String venId(int number) {
        return "ven-" + number + "-" + mark;
    }

    private boolean isOnline(int number) {
        return as("viewer").get("/v1/vens/{venId}", venId(number)).path("online");
    }

    private double ofGroup(String state) {
        return meters.get("openvtn.group.vens")
                .tag("group", group)
                .tag("state", state)
                .gauge()
                .value();
    }

    private double all(String state) {
        return meters.get("openvtn.vens").tag("state", state).gauge().value();
    }
}
