package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to become of a VEN by a change of many; what is empty stays as it is. */
@Schema(name = "WantedOfVens")
public record VenChange(
        Optional<VenStatus> status,
        List<String> addGroups,
        List<String> removeGroups,
        List<String> addMarketContexts,
        List<String> removeMarketContexts,
        Map<String, String> addLabels,
        List<String> removeLabels,

        @Schema(type = SchemaType.STRING, examples = "PT30S")
        Optional<Duration> pollFrequency,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"reregistration", "cancellation"})
        Optional<RequestKind> request) {

    /** Notes what is wrong with the fields. */
    public static VenChange read(VenChangeFields fields, FieldErrors errors) {
        return new ChangeReader(errors).read(fields);
    }

    /** Takes back what made the one of the other; what a VEN has come into or left otherwise since stays so. */
    public static VenChange back(VenState before, VenState after) {
        return new VenChange(
                Optional.of(before.status()).filter(status -> status != after.status()),
                without(before.groups(), after.groups()),
                without(after.groups(), before.groups()),
                without(before.marketContexts(), after.marketContexts()),
                without(after.marketContexts(), before.marketContexts()),
                before.labels().entrySet().stream()
                        .filter(label -> !label.getValue().equals(after.labels().get(label.getKey())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                without(after.labels().keySet(), before.labels().keySet()),
                Optional.of(before.pollFrequency()).filter(frequency -> !frequency.equals(after.pollFrequency())),
                Optional.empty());
    }

    VenState of(VenState before) {
        return new VenState(
                status.orElse(before.status()),
                changed(before.groups(), addGroups, removeGroups),
                changed(before.marketContexts(), addMarketContexts, removeMarketContexts),
                labels(before.labels()),
                pollFrequency.orElse(before.pollFrequency()));
    }

    /** A label that it sets or takes away, and that the one has otherwise than the other. */
    Optional<String> labelThatDiffers(VenState one, VenState other) {
        var names = new TreeSet<>(addLabels.keySet());
        names.addAll(removeLabels);
        return names.stream()
                .filter(name ->
                        !Objects.equals(one.labels().get(name), other.labels().get(name)))
                .findFirst();
    }

    private static List<String> changed(List<String> before, List<String> added, List<String> removed) {
        var after = new TreeSet<>(before);
        after.addAll(added);
        removed.forEach(after::remove);
        return List.copyOf(after);
    }

    private Map<String, String> labels(Map<String, String> before) {
        Map<String, String> after = new TreeMap<>(before);
        after.putAll(addLabels);
        removeLabels.forEach(after::remove);
        return after;
    }

    private static List<String> without(Collection<String> some, Collection<String> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }
}
