package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.operator.FieldErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the resources of a request and notes what is wrong with each. */
final class ResourceReader {

    private static final int MOST = 100;
    private static final double LARGEST_KW = 1e9;

    private final FieldErrors errors;

    ResourceReader(FieldErrors errors) {
        this.errors = errors;
    }

    /** In the order of their resourceIDs, so that equal sets are equal lists. */
    List<Resource> read(List<ResourceFields> request) {
        if (request.size() > MOST) {
            errors.add("resources", "has more than %d entries".formatted(MOST));
            return List.of();
        }
        List<Resource> resources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < request.size(); i++) {
            String field = "resources[%d]".formatted(i);
            ResourceFields resource = request.get(i);
            if (resource == null) {
                errors.add(field, "is missing");
            } else {
                check(field, resource);
                resource.resourceId()
                        .filter(id -> !seen.add(id))
                        .ifPresent(id -> errors.add(field + ".resourceId", "is that of an earlier one"));
                resources.add(resource(resource));
            }
        }
        return resources.stream()
                .sorted(Comparator.comparing(Resource::resourceId))
                .toList();
    }

    private void check(String field, ResourceFields resource) {
        if (resource.resourceId().isEmpty()) {
            errors.add(field + ".resourceId", "is missing");
        }
        check(field + ".resourceId", resource.resourceId());
        check(field + ".type", resource.type());
        check(field + ".location", resource.location());
        check(field + ".feeder", resource.feeder());
        check(field + ".meterAsset", resource.meterAsset());
        check(field + ".endDeviceAsset", resource.endDeviceAsset());
        resource.capacityKw()
                .filter(capacity -> !(capacity >= 0 && capacity <= LARGEST_KW))
                .ifPresent(
                        capacity -> errors.add(field + ".capacityKw", "has to be a number of kW from 0 to 1000000000"));
    }

    private void check(String field, Optional<String> word) {
        word.flatMap(text -> Words.mistake(text, Words.LONGEST_ID)).ifPresent(message -> errors.add(field, message));
    }

    private static Resource resource(ResourceFields resource) {
        return new Resource(
                resource.resourceId().orElse(""),
                resource.type(),
                resource.location(),
                resource.capacityKw(),
                resource.feeder(),
                resource.meterAsset(),
                resource.endDeviceAsset());
    }
}
