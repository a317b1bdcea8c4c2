package io.openvtn.vtnapi.fleet;

import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.VenRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a replica keeps of each VEN, for there may be a million of them: not what no message needs, and what many VENs have in common
 * once for all. Thread safe.
 */
final class KeptVens {

    /** Beyond that VENs have little in common, or much has changed: what is in use is noted again as it comes. */
    private static final int MOST = 100_000;

    private final Map<Object, Object> shared = new ConcurrentHashMap<>();

    /** The same VEN without its name and its target IDs, and of its resources with their IDs alone. */
    VenRecord of(VenRecord ven) {
        return new VenRecord(
                ven.venId(),
                "",
                ven.status(),
                ven.bindings(),
                ven.registrationId(),
                ven.registered(),
                shared(ven.profile()),
                shared(ven.transport()),
                words(ven.groups()),
                ven.resources().stream()
                        .map(resource -> Resource.of(resource.resourceId()))
                        .toList(),
                words(ven.marketContexts()),
                shared(ven.pollFrequency()),
                ven.pendingRequests(),
                ven.revision(),
                Map.of(),
                ven.rightsAlone(),
                ven.erased());
    }

    private List<String> words(List<String> words) {
        return shared(List.copyOf(words.stream().map(this::shared).toList()));
    }

    @SuppressWarnings("unchecked")
    private <T> T shared(T value) {
        if (shared.size() > MOST) {
            shared.clear();
        }
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
