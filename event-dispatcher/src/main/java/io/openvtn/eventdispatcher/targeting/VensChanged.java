package io.openvtn.eventdispatcher.targeting;

import java.util.List;

/** Fired inside the transaction that took newer records of these VENs in. */
public record VensChanged(List<String> venIds) {

    public VensChanged {
        venIds = List.copyOf(venIds);
    }
}
