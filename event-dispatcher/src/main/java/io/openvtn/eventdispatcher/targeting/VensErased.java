package io.openvtn.eventdispatcher.targeting;

import java.util.Set;

/** Fired inside the transaction that took in that these retired VENs are erased: each word that is kept of them has to go. */
public record VensErased(Set<String> venIds) {

    public VensErased {
        venIds = Set.copyOf(venIds);
    }

    /** As SQL takes them. */
    public String[] asArray() {
        return venIds.stream().sorted().toArray(String[]::new);
    }
}
