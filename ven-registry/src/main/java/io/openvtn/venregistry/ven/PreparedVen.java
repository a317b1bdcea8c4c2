package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operator wants a new VEN to be, read and checked by itself; it is good for use if nothing was noted against it.
 *
 * @param certificates that prove it, or that it waits for
 */
record PreparedVen(
        Optional<String> venName,
        ChosenIds ids,
        VenSettings settings,
        List<VenBindings.Named> certificates,
        boolean suspended) {

    /** @param errors gets what is wrong with it */
    static PreparedVen read(NewVen ven, VenBindings bindings, FieldErrors errors) {
        var reader = new FieldReader(errors);
        VenRequest request = ven.request();
        List<VenBindings.Named> certificates = new ArrayList<>();
        bindings.read(request.certificate(), request.sha256(), errors).ifPresent(certificates::add);
        ven.furtherSha256().forEach(further -> bindings.read(Optional.empty(), Optional.of(further), errors)
                .ifPresent(certificates::add));
        return new PreparedVen(
                reader.venName(request.venName()),
                reader.ids(request),
                reader.settings(request),
                List.copyOf(certificates),
                ven.suspended());
    }

    /** Its row in the table; the IDs that it has not are made here. */
    VenRow row(long usualPollFrequencySeconds) {
        boolean proven = certificates.stream().anyMatch(VenBindings.Named::isWhole);
        VenStatus status = suspended ? VenStatus.SUSPENDED : proven ? VenStatus.ACTIVE : VenStatus.PENDING;
        return new VenRow(
                ids.venIdOrNew(),
                venName.orElseThrow(),
                status.name(),
                ids.registrationIdOrNew(),
                ids.registrationId().isPresent(),
                settings.groups().orElse(List.of()),
                settings.resources().orElse(List.of()),
                settings.marketContexts().orElse(List.of()),
                settings.targetIds().orElse(List.of()),
                settings.labels().orElse(List.of()),
                settings.pollFrequency().map(chosen -> chosen.toSeconds()).orElse(usualPollFrequencySeconds));
    }
}
