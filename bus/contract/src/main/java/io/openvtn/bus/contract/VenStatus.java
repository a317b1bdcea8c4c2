package io.openvtn.bus.contract;

/** The life cycle of a VEN as its operator sees it. */
public enum VenStatus {
    /** Known, no certificate bound yet. */
    PENDING,
    ACTIVE,
    SUSPENDED,
    RETIRED
}
