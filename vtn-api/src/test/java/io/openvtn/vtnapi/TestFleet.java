package io.openvtn.vtnapi;

import static org.awaitility.Awaitility.await;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.bus.contract.CompleteMark;
import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.bus.contract.UnknownCertificateRecord;
import io.openvtn.bus.contract.VenContacts;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.topics.TopicProvisioner;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.bus.BusClient;
import io.openvtn.testkit.ven.TestCertificate;
import io.openvtn.testkit.ven.TestCertificate.Issued;
import io.openvtn.vtnapi.fleet.Fleet;
import io.openvtn.vtnapi.fleet.RecentMessages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other services' side of the bus. Not thread safe. */
@Singleton
@QuarkusTestResource(value = EmbeddedServices.class, initArgs = @ResourceArg(name = "database", value = "false"))
@QuarkusTestResource(ServerCertificate.class)
public class TestFleet {

    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final TopicProvisioner topics;
    private final Fleet fleet;
    private final RecentMessages recent;
    private final AtomicLong revisions = new AtomicLong();
    private final Issued root = TestCertificate.ofAuthority("root", 1).selfSigned();
    private final Issued issuer =
            TestCertificate.ofAuthority("VEN issuing CA", 0).issuedBy(root);
    private BusClient client;

    TestFleet(TopicProvisioner topics, Fleet fleet, RecentMessages recent) {
        this.topics = topics;
        this.fleet = fleet;
        this.recent = recent;
    }

    @PostConstruct
    void connect() {
        client = new BusClient(bootstrapServers);
        await().atMost(SOON).until(topics::provisioned);
        trust(root, AuthorityRole.ROOT);
        trust(issuer, AuthorityRole.VEN_ISSUING);
        complete(client, topics);
        await().atMost(SOON).until(EndpointVen::isListening);
    }

    /** Says of all topics that nothing is missing there, as the services do that write them. */
    public static void complete(BusClient bus, TopicProvisioner topics) {
        for (Topic topic : List.of(Topic.VENS, Topic.EVENTS, Topic.COHORTS, Topic.DELIVERIES, Topic.TRUST_ANCHORS)) {
            bus.sendToEachPartition(topics.nameOf(topic), CompleteMark.KEY, CompleteMark.VALUE);
        }
    }

    @PreDestroy
    void disconnect() {
        client.close();
    }

    /** The CA whose VEN certificates the endpoint trusts. */
    public Issued issuer() {
        return issuer;
    }

    public Issued root() {
        return root;
    }

    /** A VEN that is active, bound and registered, and known to the endpoint. */
    public EndpointVen registered() {
        var ven = stranger();
        publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true);
        return ven;
    }

    /** A VEN with a certificate of the trusted CA that nobody has bound. */
    public EndpointVen stranger() {
        String venId = "ven-" + UUID.randomUUID();
        return new EndpointVen(venId, TestCertificate.ofVen(venId).issuedBy(issuer));
    }

    /** Publishes the VEN's record as the registry would and waits until the endpoint has it. */
    public void publish(EndpointVen ven, VenStatus status, CertificateStatus certificate, boolean registered) {
        publish(ven, status, certificate, registered, List.of());
    }

    /** Publishes a registered VEN of which operators ask that. */
    public void ask(EndpointVen ven, List<PendingRequest> requests) {
        publish(ven, VenStatus.ACTIVE, CertificateStatus.VALID, true, requests);
    }

    /** Publishes an active VEN without a certificate. */
    public void unbind(EndpointVen ven) {
        publish(ven, VenStatus.ACTIVE, List.of(), true, List.of());
    }

    private void publish(
            EndpointVen ven,
            VenStatus status,
            CertificateStatus certificate,
            boolean registered,
            List<PendingRequest> requests) {
        var leaf = ven.certificate().certificate();
        var binding = new Binding(
                ven.certificate().sha256(),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(),
                certificate);
        publish(ven, status, List.of(binding), registered, requests);
    }

    private void publish(
            EndpointVen ven,
            VenStatus status,
            List<Binding> bindings,
            boolean registered,
            List<PendingRequest> requests) {
        var record = new VenRecord(
                ven.venId(),
                ven.venId(),
                status,
                bindings,
                registrationIdOf(ven),
                registered,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(10),
                requests,
                revisions.incrementAndGet(),
                Map.of(),
                false,
                false);
        send(Topic.VENS, record);
        await().atMost(SOON).until(() -> fleet.ven(ven.venId())
                .filter(known -> known.revision() == record.revision())
                .isPresent());
    }

    public static String registrationIdOf(EndpointVen ven) {
        return "reg-" + ven.venId();
    }

    /** Publishes the event, and it alone as what concerns the VEN, and waits until the endpoint has both. */
    public void deliver(EndpointVen ven, EventRecord event, boolean acknowledged) {
        publishEvent(event);
        deliver(ven, new EventDelivery(event.eventId(), event.modificationNumber(), acknowledged, false));
    }

    public void publishEvent(EventRecord event) {
        send(Topic.EVENTS, event);
        await().atMost(SOON).until(() -> fleet.event(event.eventId()).equals(Optional.of(event)));
    }

    public void deliver(EndpointVen ven, EventDelivery... deliveries) {
        deliver(new DeliveryRecord(ven.venId(), List.of(deliveries), List.of(), revisions.incrementAndGet()));
    }

    /** The VENs, and no others, share the event; once the endpoint knows that of them. */
    public void share(EventRecord event, List<String> venIds) {
        var cohort = new CohortRecord(event.eventId() + "/0", event.eventId(), venIds, revisions.incrementAndGet());
        send(Topic.COHORTS, cohort);
        await().atMost(SOON).until(() -> venIds.stream().allMatch(venId -> has(venId, event.eventId())));
    }

    /** Whether the endpoint knows that the event concerns the VEN. */
    public boolean has(String venId, String eventId) {
        return fleet.deliveries(venId).stream()
                .anyMatch(event -> event.eventId().equals(eventId));
    }

    /** No event, but one opt of the VEN that the dispatcher has taken in. */
    public void deliverOpt(EndpointVen ven, String optId) {
        deliver(new DeliveryRecord(ven.venId(), List.of(), List.of(optId), revisions.incrementAndGet()));
    }

    private void deliver(DeliveryRecord record) {
        send(Topic.DELIVERIES, record);
        await().atMost(SOON)
                .until(() -> fleet.deliveries(record.venId()).equals(record.events())
                        && fleet.optIds(record.venId()).equals(record.optIds()));
    }

    /** The next free revision, for records that a test makes itself. */
    public long nextRevision() {
        return revisions.incrementAndGet();
    }

    /** All certificates that were reported as unknown up to that one's. */
    public List<UnknownCertificateRecord> unknownCertificates(EndpointVen last) {
        return await().atMost(SOON)
                .until(
                        () -> records(Topic.UNKNOWN_CERTIFICATES, UnknownCertificateRecord.class),
                        records -> records.stream().anyMatch(record -> record.sha256()
                                .equals(last.certificate().sha256())));
    }

    /** When that VEN was last heard of, as other services hear it; empty if they do not. */
    public Optional<Instant> lastSeen(EndpointVen ven) {
        return contacts(ven).stream().map(VenContacts.Contact::at).max(Comparator.naturalOrder());
    }

    /** What other services have heard of that VEN being heard of. */
    public List<VenContacts.Contact> contacts(EndpointVen ven) {
        return records(Topic.VEN_CONTACTS, VenContacts.class).stream()
                .flatMap(heard -> heard.contacts().stream())
                .filter(contact -> contact.venId().equals(ven.venId()))
                .toList();
    }

    private <R> List<R> records(Topic topic, Class<R> type) {
        List<R> records = new ArrayList<>();
        for (var message : client.records(topics.nameOf(topic))) {
            try {
                records.add(RecordCodec.read(message.value(), type));
            } catch (MalformedRecordException e) {
                throw new AssertionError(e);
            }
        }
        return records;
    }

    /** Publishes what another replica heard of a VEN or said to it, and waits until this one knows. */
    public void replicaSays(VenMessage message) {
        send(Topic.VEN_MESSAGES, message.venId(), RecordCodec.write(message));
        // The next message of that partition is noted after it.
        var marker = new VenMessage.RequestAnswered(
                "m-" + UUID.randomUUID(), message.venId(), message.at(), message.messageId(), "200", Optional.empty());
        send(Topic.VEN_MESSAGES, message.venId(), RecordCodec.write(marker));
        await().atMost(SOON)
                .until(() -> recent.isAnswered(
                        message.venId(), new PendingRequest(message.messageId(), RequestKind.REREGISTRATION)));
    }

    /** What that VEN has said with effect so far, as the other services hear it. */
    public List<VenMessage> saidBy(EndpointVen ven) {
        return toldOf(ven).stream()
                .filter(message -> !(message instanceof VenMessage.MessageRefused))
                .toList();
    }

    /** What that VEN has said so far, what was refused among it. */
    public List<VenMessage> toldOf(EndpointVen ven) {
        return VenMessage.all(records(Topic.VEN_MESSAGES, VenMessage.class)).stream()
                .filter(message -> message.venId().equals(ven.venId()))
                .toList();
    }

    public <M extends VenMessage> M awaitMessage(EndpointVen ven, Class<M> type, Predicate<M> condition) {
        return await().atMost(SOON)
                .until(
                        () -> toldOf(ven).stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(condition)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Publishes a CA and waits until the endpoint has it. */
    public void trust(Issued authority, AuthorityRole role) {
        var record = anchor(authority, role, revisions.incrementAndGet());
        send(Topic.TRUST_ANCHORS, record);
        await().atMost(SOON).until(() -> fleet.trustAnchors().contains(record));
    }

    /** How cert-authority publishes a CA. */
    public static TrustAnchorRecord anchor(Issued authority, AuthorityRole role, long revision) {
        return new TrustAnchorRecord(
                authority.sha256(),
                role.toString(),
                authority.pem(),
                role,
                AnchorPolicy.INTERNAL,
                authority.certificate().getNotBefore().toInstant(),
                authority.certificate().getNotAfter().toInstant(),
                revision);
    }

    private void send(Topic topic, StateRecord record) {
        send(topic, record.key(), RecordCodec.write(record));
    }

    private void send(Topic topic, String key, String value) {
        client.send(topics.nameOf(topic), key, value);
    }
}
