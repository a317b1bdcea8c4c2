package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to become of a VEN by a change of many; what is empty stays as it is. */
@Schema(name = "WantedOfVens")
public record VenChange(
        Optional<VenStatus> status,
        List<String> addGroups,
        List<String> removeGroups,

        @Schema(type = SchemaType.STRING, examples = "PT30S")
        Optional<Duration> pollFrequency,

        @Schema(
                type = SchemaType.STRING,
                enumeration = {"reregistration", "cancellation"})
        Optional<RequestKind> request) {

    /** Notes what is wrong with the fields. */
    public static VenChange read(VenChangeFields fields, FieldErrors errors) {
        return new FieldReader(errors).change(fields);
    }

    /** Takes back what made the one of the other; groups that a VEN has come into or left since stay so. */
    public static VenChange back(VenState before, VenState after) {
        return new VenChange(
                Optional.of(before.status()).filter(status -> status != after.status()),
                without(before.groups(), after.groups()),
                without(after.groups(), before.groups()),
                Optional.of(before.pollFrequency()).filter(frequency -> !frequency.equals(after.pollFrequency())),
                Optional.empty());
    }

    VenState of(VenState before) {
        var groups = new TreeSet<>(before.groups());
        groups.addAll(addGroups);
        removeGroups.forEach(groups::remove);
        return new VenState(
                status.orElse(before.status()), List.copyOf(groups), pollFrequency.orElse(before.pollFrequency()));
    }

    private static List<String> without(List<String> groups, List<String> others) {
        return groups.stream().filter(group -> !others.contains(group)).toList();
    }
}
