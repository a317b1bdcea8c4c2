package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.venregistry.ven.Transitions.Move;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Changes many VENs at once, with a few statements for all of them; each as it would be changed alone, or not at all. The methods need a
 * transaction. Thread safe.
 */
@ApplicationScoped
public class ManyVens {

    private final VenRepository rows;
    private final Transitions transitions;
    private final VenBindings bindings;
    private final VenGroups groups;
    private final RequestsToVens requests;
    private final Event<OutboxChanged> outbox;

    ManyVens(
            VenRepository rows,
            Transitions transitions,
            VenBindings bindings,
            VenGroups groups,
            RequestsToVens requests,
            Event<OutboxChanged> outbox) {
        this.rows = rows;
        this.transitions = transitions;
        this.bindings = bindings;
        this.groups = groups;
        this.requests = requests;
        this.outbox = outbox;
    }

    /**
     * What is wanted of a VEN.
     *
     * @param since what the change takes back: of what it alters, nothing may have been altered since; empty if it takes back nothing
     * @param withdrawn a request that goes with what is taken back, unless it is answered
     */
    public record Wanted(String venId, VenChange change, Optional<VenState> since, Optional<String> withdrawn) {}

    /**
     * What came of it, or would come.
     *
     * @param after the same as before if nothing had to be altered, or could be
     * @param request that was made; empty if none was, or nothing was done
     * @param asked whether a request was made or withdrawn, or would be
     * @param refusal why this VEN stays as it is
     */
    public record Outcome(
            String venId,
            VenState before,
            VenState after,
            Optional<String> request,
            boolean asked,
            Optional<String> refusal) {

        public boolean isChange() {
            return asked || !before.equals(after);
        }
    }

    /** What would come of it now, in the order of venID. */
    public List<Outcome> look(List<Wanted> wanted) {
        return outcomes(wanted, rows.states(venIds(wanted)));
    }

    /**
     * Does what is wanted where nothing stands against it.
     *
     * @param reason stands in the history of each
     * @return what came of it, in the order of venID
     */
    public List<Outcome> change(List<Wanted> wanted, Optional<String> reason) {
        groups.settle();
        groups.ensure(wanted.stream()
                .flatMap(one -> one.change().addGroups().stream())
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
        List<Outcome> outcomes = outcomes(wanted, rows.statesLocked(venIds(wanted)));
        Map<String, String> made = ask(wanted, outcomes, reason);
        withdraw(wanted, outcomes);
        List<Outcome> changed = outcomes.stream().filter(Outcome::isChange).toList();
        if (!changed.isEmpty()) {
            rows.change(changed.stream().collect(Collectors.toMap(Outcome::venId, Outcome::after)));
            transitions.note(moves(changed), reason);
            outbox.fire(new OutboxChanged());
        }
        return outcomes.stream()
                .map(one -> new Outcome(
                        one.venId(),
                        one.before(),
                        one.after(),
                        Optional.ofNullable(made.get(one.venId())),
                        one.asked(),
                        one.refusal()))
                .toList();
    }

    private static List<String> venIds(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::venId).toList();
    }

    private static List<Move> moves(List<Outcome> changed) {
        return changed.stream()
                .filter(one -> one.before().status() != one.after().status())
                .map(one -> new Move(
                        one.venId(),
                        Optional.of(one.before().status()),
                        one.after().status()))
                .toList();
    }

    private List<Outcome> outcomes(List<Wanted> wanted, Map<String, VenState> states) {
        boolean isActivating = wanted.stream().anyMatch(one -> one.change()
                .status()
                .filter(to -> to != VenStatus.SUSPENDED)
                .isPresent());
        Map<String, List<BindingView>> certificates = isActivating ? bindings.views(states.keySet()) : Map.of();
        Set<String> askable = askable(wanted);
        Set<String> waiting = requests.waiting(
                wanted.stream().flatMap(one -> one.withdrawn().stream()).toList());
        List<Outcome> outcomes = new ArrayList<>();
        for (Wanted one : wanted) {
            VenState before = states.get(one.venId());
            if (before != null) {
                int bound = certificates.getOrDefault(one.venId(), List.of()).size();
                boolean asked = askable.contains(one.venId())
                        || one.withdrawn().filter(waiting::contains).isPresent();
                outcomes.add(outcome(one, before, bound, asked));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(Wanted wanted, VenState before, int certificates, boolean asked) {
        VenState wished = wanted.change().of(before);
        boolean isStatusTakenBack =
                wanted.since().flatMap(since -> wanted.change().status()).isPresent();
        VenState after = isStatusTakenBack ? byCertificates(wished, certificates) : wished;
        Optional<String> refusal = Refusals.of(wanted, before, after, certificates);
        return refusal.isPresent()
                ? new Outcome(wanted.venId(), before, before, Optional.empty(), false, refusal)
                : new Outcome(wanted.venId(), before, after, Optional.empty(), asked, Optional.empty());
    }

    /** A VEN that was suspended may have got a certificate since, or lost it. */
    private static VenState byCertificates(VenState state, int certificates) {
        VenStatus status =
                state.status() == VenStatus.SUSPENDED ? VenStatus.SUSPENDED : Lifecycle.byCertificates(certificates);
        return new VenState(status, state.groups(), state.marketContexts(), state.labels(), state.pollFrequency());
    }

    private Set<String> askable(List<Wanted> wanted) {
        Set<String> askable = new HashSet<>();
        byKind(wanted).forEach((kind, venIds) -> askable.addAll(requests.askable(kind, venIds)));
        return askable;
    }

    private static Set<String> asked(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome::asked).map(Outcome::venId).collect(Collectors.toSet());
    }

    private Map<String, String> ask(List<Wanted> wanted, List<Outcome> outcomes, Optional<String> reason) {
        Set<String> asked = asked(outcomes);
        Map<String, String> made = new HashMap<>();
        byKind(wanted.stream().filter(one -> asked.contains(one.venId())).toList())
                .forEach((kind, venIds) -> made.putAll(requests.ask(kind, venIds, reason)));
        return made;
    }

    private void withdraw(List<Wanted> wanted, List<Outcome> outcomes) {
        Set<String> asked = asked(outcomes);
        List<String> withdrawn = wanted.stream()
                .filter(one -> asked.contains(one.venId()))
                .flatMap(one -> one.withdrawn().stream())
                .toList();
        if (!withdrawn.isEmpty()) {
            requests.withdraw(withdrawn);
        }
    }

    private static Map<RequestKind, Collection<String>> byKind(List<Wanted> wanted) {
        Map<RequestKind, Collection<String>> byKind = new HashMap<>();
        wanted.forEach(
                one -> one.change().request().ifPresent(kind -> byKind.computeIfAbsent(kind, any -> new ArrayList<>())
                        .add(one.venId())));
        return byKind;
    }
}
