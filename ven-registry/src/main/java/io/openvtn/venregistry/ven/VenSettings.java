package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an operator chooses of a VEN, checked; what is empty stays as it is. */
record VenSettings(
        Optional<List<String>> groups,
        Optional<List<Resource>> resources,
        Optional<List<String>> marketContexts,
        Optional<List<String>> targetIds,
        Optional<List<String>> labels,
        Optional<Duration> pollFrequency) {

    /** @return whether anything is different now */
    boolean applyTo(VenEntity ven) {
        VenSettings before = of(ven);
        groups.ifPresent(chosen -> ven.groups = chosen);
        resources.ifPresent(chosen -> ven.replaceResources(chosen));
        marketContexts.ifPresent(chosen -> ven.marketContexts = chosen);
        targetIds.ifPresent(chosen -> ven.targetIds = chosen);
        labels.ifPresent(chosen -> ven.labels = chosen);
        pollFrequency.ifPresent(chosen -> ven.pollFrequencySeconds = chosen.toSeconds());
        return !before.equals(of(ven));
    }

    private static VenSettings of(VenEntity ven) {
        return new VenSettings(
                Optional.of(ven.groups),
                Optional.of(ven.resources()),
                Optional.of(ven.marketContexts),
                Optional.of(ven.targetIds),
                Optional.of(ven.labels),
                Optional.of(ven.pollFrequency()));
    }
}
