package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.FieldErrors.Violation;
import io.openvtn.bus.publishing.OutboxChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes many VENs at once, with a few statements for all of them. Thread safe. */
@ApplicationScoped
public class VenBatch {

    private final VenRepository rows;
    private final Transitions transitions;
    private final VenBindings bindings;
    private final VenGroups groups;
    private final RegistryConfig config;
    private final Clock clock;
    private final Event<OutboxChanged> outbox;

    VenBatch(
            VenRepository rows,
            Transitions transitions,
            VenBindings bindings,
            VenGroups groups,
            RegistryConfig config,
            Clock clock,
            Event<OutboxChanged> outbox) {
        this.rows = rows;
        this.transitions = transitions;
        this.bindings = bindings;
        this.groups = groups;
        this.config = config;
        this.clock = clock;
        this.outbox = outbox;
    }

    /**
     * What is to be said of a VEN by itself.
     *
     * @param violations the rules that it breaks
     * @param claims what no other VEN may have of it; of certificates the last 10 bytes of the SHA-256
     */
    public record Checked(List<Violation> violations, List<Claim> claims) {}

    public Checked check(NewVen ven) {
        var errors = new FieldErrors();
        PreparedVen prepared = PreparedVen.read(ven, bindings, errors);
        Stream<Claim> certificates =
                prepared.certificates().stream().map(named -> new Claim("sha256", named.shortForm()));
        return new Checked(
                errors.violations(),
                Stream.concat(nameAndIds(prepared), certificates).toList());
    }

    /**
     * What stands against each of these VENs now. Needs a transaction.
     *
     * @return in their order
     */
    public List<List<Violation>> obstacles(List<NewVen> vens) {
        List<FieldErrors> errors = vens.stream().map(ven -> new FieldErrors()).toList();
        List<PreparedVen> prepared = IntStream.range(0, vens.size())
                .mapToObj(i -> PreparedVen.read(vens.get(i), bindings, errors.get(i)))
                .toList();
        Map<Claim, List<Taken>> taken =
                rows.taken(prepared.stream().flatMap(VenBatch::nameAndIds).toList());
        Map<String, String> certificates = bindings.obstacles(
                prepared.stream().flatMap(ven -> ven.certificates().stream()).toList());
        return IntStream.range(0, vens.size())
                .mapToObj(i -> Stream.of(
                                errors.get(i).violations().stream(),
                                nameAndIds(prepared.get(i))
                                        .flatMap(claim -> taken.getOrDefault(claim, List.of()).stream())
                                        .map(by -> new Violation(by.field(), by.message())),
                                prepared.get(i).certificates().stream()
                                        .map(named -> certificates.get(named.shortForm()))
                                        .filter(Objects::nonNull)
                                        .map(message -> new Violation("sha256", message)))
                        .flatMap(Function.identity())
                        .toList())
                .toList();
    }

    /**
     * Makes VENs that nothing stands against. Needs a transaction.
     *
     * @param reason stands in the history of each
     * @return their venIDs, in their order
     * @throws OvertakenException if something has come to stand against one since it was looked; nothing may be kept then
     */
    public List<String> create(List<NewVen> vens, String reason) {
        List<PreparedVen> prepared = prepare(vens);
        groups.settle();
        groups.ensure(prepared.stream()
                .flatMap(ven -> ven.settings().groups().stream().flatMap(List::stream))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
        long pollFrequency = config.pollFrequency().toSeconds();
        List<VenRow> made = prepared.stream().map(ven -> ven.row(pollFrequency)).toList();
        if (rows.insert(made, clock.instant()) < made.size()) {
            throw new OvertakenException("a VEN with one of these names or IDs was made meanwhile");
        }
        Map<String, VenStatus> born = new LinkedHashMap<>();
        Map<String, List<VenBindings.Named>> certificates = new LinkedHashMap<>();
        for (int i = 0; i < made.size(); i++) {
            born.put(made.get(i).venId(), VenStatus.valueOf(made.get(i).status()));
            certificates.put(made.get(i).venId(), prepared.get(i).certificates());
        }
        transitions.born(born, Optional.of(reason));
        bindings.bindAll(certificates);
        outbox.fire(new OutboxChanged());
        return made.stream().map(VenRow::venId).toList();
    }

    private List<PreparedVen> prepare(List<NewVen> vens) {
        return vens.stream()
                .map(ven -> {
                    var errors = new FieldErrors();
                    PreparedVen prepared = PreparedVen.read(ven, bindings, errors);
                    errors.throwIfAny();
                    return prepared;
                })
                .toList();
    }

    private static Stream<Claim> nameAndIds(PreparedVen ven) {
        return Claim.nameAndIds(ven.venName(), ven.ids());
    }
}
