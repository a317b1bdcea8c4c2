package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.Ids;
import java.util.Optional;

/**
 * The IDs that a VEN comes with from another VTN; what is empty is made here.
 *
 * @param registrationId with it the VEN counts as registered: its device goes on polling as before
 */
record ChosenIds(Optional<String> venId, Optional<String> registrationId) {

    static final ChosenIds NONE = new ChosenIds(Optional.empty(), Optional.empty());

    String venIdOrNew() {
        return venId.orElseGet(() -> Ids.next("ven-"));
    }

    String registrationIdOrNew() {
        return registrationId.orElseGet(() -> Ids.next("reg-"));
    }
}
