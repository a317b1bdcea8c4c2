package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.venregistry.ven.ManyVens.Wanted;
import java.util.Optional;

/** Why a VEN can't become what is wanted of it. */
final class Refusals {

    private Refusals() {}

    /** @param certificates how many are bound to it, if that matters */
    static Optional<String> of(Wanted wanted, VenState before, VenState after, int certificates) {
        if (before.status() == VenStatus.RETIRED) {
            return Optional.of("it is RETIRED, which is final");
        }
        return wanted.since()
                .flatMap(since -> alteredSince(wanted.change(), since, before))
                .or(() -> Lifecycle.refusal(before.status(), after.status(), certificates))
                .or(() -> tooMany("groups", after.groups().size(), FieldReader.LIST_LENGTH))
                .or(() -> tooMany("market contexts", after.marketContexts().size(), FieldReader.LIST_LENGTH))
                .or(() -> tooMany("labels", after.labels().size(), FieldReader.MOST_LABELS));
    }

    private static Optional<String> tooMany(String what, int count, int allowed) {
        return count > allowed
                ? Optional.of("it would have %d %s; %d are allowed".formatted(count, what, allowed))
                : Optional.empty();
    }

    private static Optional<String> alteredSince(VenChange change, VenState since, VenState now) {
        return change.status()
                .filter(status -> now.status() != since.status())
                .map(status -> altered("status", since.status(), now.status()))
                .or(() -> change.pollFrequency()
                        .filter(frequency -> !now.pollFrequency().equals(since.pollFrequency()))
                        .map(frequency -> altered("pollFrequency", since.pollFrequency(), now.pollFrequency())))
                .or(() -> change.labelThatDiffers(now, since)
                        .map(name -> altered("label " + name, label(since, name), label(now, name))));
    }

    private static String label(VenState state, String name) {
        return state.labels().getOrDefault(name, "none");
    }

    private static String altered(String field, Object since, Object now) {
        return "its %s is %s now, and not %s as the change left it".formatted(field, now, since);
    }
}
