package io.openvtn.bus.contract;

/** Whether VENs have to answer an event with oadrCreatedEvent. */
public enum ResponseRequired {
    ALWAYS,
    NEVER
}
