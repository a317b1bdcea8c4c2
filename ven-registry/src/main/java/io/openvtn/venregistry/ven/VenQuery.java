package io.openvtn.venregistry.ven;

import io.openvtn.bus.operator.PageRequest;

/** Which VENs to list, and which page of them. */
public record VenQuery(PageRequest page, VenOrder order, VenWanted wanted) {

    /** Whether it asks for all VENs. */
    public boolean isForAll() {
        return wanted.equals(VenWanted.ANY);
    }

    /** Another page of the same list, in the order of venIDs. */
    public VenQuery at(PageRequest other) {
        return new VenQuery(other, VenOrder.of(other), wanted);
    }
}
