package io.openvtn.venregistry.registration;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.TestCertificates.issued;
import static io.openvtn.venregistry.TestCertificates.randomSha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenMessage.DataPoint;
import io.openvtn.bus.contract.VenMessage.ReportCapability;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class VenMessageConsumerTest {

    private static final Instant AT = Instant.parse("2026-11-23T20:15:00.123456789Z");

    private final TestBus bus = new TestBus();

    @Inject
    VenMessageConsumer consumer;

    @Inject
    EntityManager database;

    private VenRecord ven;

    @BeforeEach
    void enrol() {
        ven = enrolled();
    }

    private VenRecord enrolled() {
        String venName = "ven of " + UUID.randomUUID();
        String sha256 = randomSha256();
        bus.send("certificates", sha256, issued(sha256, venName));
        return bus.awaitVen(it -> it.venName().equals(venName));
    }

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aRegistrationIsStoredAndPublished() {
        send(registered("simpleHttp", AT));

        VenRecord now = bus.awaitVen(it -> it.venId().equals(ven.venId()) && it.registered());

        assertThat(now.registrationId()).isEqualTo(ven.registrationId());
        assertThat(now.profile()).contains("2.0b");
        assertThat(now.transport()).contains("simpleHttp");
        assertThat(now.revision()).isEqualTo(ven.revision() + 1);
        assertThat(get().getString("registration.venName")).isEqualTo("what the VEN calls itself");
        assertThat(get().getString("registration.registeredAt")).isEqualTo("2026-11-23T20:15:00.123457Z");
        assertThat(get().getBoolean("registration.httpPull")).isTrue();
    }

    @Test
    void repeatsAndOlderRegistrationsChangeNothing() {
        send(registered("simpleHttp", AT));
        send(registered("simpleHttp", AT));
        send(registered("xmpp", AT.minusSeconds(60)));
        awaitSeen(AT.plusSeconds(1));

        assertThat(get().getString("registration.transport")).isEqualTo("simpleHttp");
        assertThat(get().getLong("revision")).isEqualTo(ven.revision() + 1);
    }

    @Test
    void aRegistrationUnderAnotherRegistrationIdIsVoid() {
        send(new VenMessage.Registered(
                "m",
                ven.venId(),
                AT,
                "reg-other",
                "2.0b",
                "simpleHttp",
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                true));
        awaitSeen(AT.plusSeconds(1));

        assertThat(get().getBoolean("registered")).isFalse();
    }

    @Test
    void anyMessageIsASignOfLifeWithoutANewRevision() {
        awaitSeen(AT);
        send(new VenMessage.EventsOffered("m", ven.venId(), AT.minusSeconds(9), List.of()));
        awaitSeen(AT.plusSeconds(1));

        assertThat(get().getLong("revision")).isEqualTo(ven.revision());
    }

    @Test
    void theLastCapabilitiesReplaceAllFormerOnes() {
        send(reports(AT, "RS_1", "RS_2"));
        send(reports(AT.plusSeconds(1), "RS_3"));
        send(reports(AT.plusSeconds(1), "RS_3"));
        send(reports(AT, "RS_1", "RS_2"));
        awaitSeen(AT.plusSeconds(2));

        as("viewer")
                .get("/v1/vens/{venId}/report-capabilities", ven.venId())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].reportSpecifierId", equalTo("RS_3"))
                .body("items[0].dataPoints[0].unit", equalTo("powerReal"));
    }

    @Test
    void whatCannotBeReadIsSkippedAndUnknownVensAreIgnored() {
        bus.send("ven-messages", ven.venId(), "{\"type\":\"somethingNew\"}");
        bus.send("ven-messages", ven.venId(), "{\"type\":\"registered\"}");
        bus.send("ven-messages", ven.venId(), "[]");
        bus.send("ven-messages", ven.venId(), new VenMessage.ReportsRegistered("m", "ven-none", AT, "r", List.of()));
        awaitSeen(AT);
    }

    private VenMessage registered(String transport, Instant at) {
        return new VenMessage.Registered(
                "m-" + at,
                ven.venId(),
                at,
                ven.registrationId(),
                "2.0b",
                transport,
                Optional.empty(),
                Optional.of("what the VEN calls itself"),
                false,
                false,
                true);
    }

    @Test
    void aPollMovesLastSeenToo() {
        Instant noon = Instant.parse("2026-12-01T12:00:00Z");
        for (int minute : new int[] {0, 2, 1}) {
            bus.send(
                    "ven-contacts",
                    null,
                    new VenContacts(List.of(
                            VenContacts.Contact.of("ven-none", noon),
                            VenContacts.Contact.of(ven.venId(), noon.plusSeconds(60L * minute)))));
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> noon.plusSeconds(120).toString().equals(get().getString("lastSeen")));
    }

    /** Contacts are taken in in that order as well: otherwise each may have what the other one waits for. */
    @Test
    void aBatchLocksItsVensInTheOrderOfTheirIds() throws Exception {
        String other = enrolled().venId();
        String first = ven.venId().compareTo(other) < 0 ? ven.venId() : other;
        String second = first.equals(other) ? ven.venId() : other;
        var batch = batch(
                new VenMessage.EventsAnswered("m-2", second, AT, "200", List.of()),
                new VenMessage.EventsAnswered("m-1", first, AT, "200", List.of()));

        CompletableFuture<Void> taken = QuarkusTransaction.requiringNew().call(() -> {
            lock(first, "for update");
            var taking = CompletableFuture.runAsync(() -> consumer.consume(batch));
            await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(this::somebodyWaits);
            lock(second, "for update nowait");
            return taking;
        });

        taken.get(20, TimeUnit.SECONDS);
    }

    private static ConsumerRecords<String, String> batch(VenMessage... messages) {
        List<ConsumerRecord<String, String>> records = Arrays.stream(messages)
                .map(message ->
                        new ConsumerRecord<>("a topic of the test", 0, 0, message.venId(), RecordCodec.write(message)))
                .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition("a topic of the test", 0), records), Map.of());
    }

    private void lock(String venId, String how) {
        database.createNativeQuery("select ven_id from ven where ven_id = :venId " + how)
                .setParameter("venId", venId)
                .getSingleResult();
    }

    private boolean somebodyWaits() {
        return !database.createNativeQuery("select pid from pg_locks where not granted")
                .getResultList()
                .isEmpty();
    }

    private VenMessage reports(Instant at, String... specifiers) {
        var points = List.of(new DataPoint("meter-1", "usage", "Direct Read", Optional.of("powerReal")));
        return new VenMessage.ReportsRegistered(
                "m-" + at,
                ven.venId(),
                at,
                "req-1",
                Arrays.stream(specifiers)
                        .map(id -> new ReportCapability(id, "METADATA_TELEMETRY_USAGE", points))
                        .toList());
    }

    /** Sends a last message and waits until it, and so everything before it, was taken. */
    private void awaitSeen(Instant at) {
        send(new VenMessage.EventsAnswered("m-" + at, ven.venId(), at, "200", List.of()));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            String seen = get().getString("lastSeen");
            return seen != null
                    && Duration.between(Instant.parse(seen), at).abs().toMillis() == 0;
        });
    }

    private void send(VenMessage message) {
        bus.send("ven-messages", ven.venId(), message);
    }

    private JsonPath get() {
        return as("viewer")
                .get("/v1/vens/{venId}", ven.venId())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
