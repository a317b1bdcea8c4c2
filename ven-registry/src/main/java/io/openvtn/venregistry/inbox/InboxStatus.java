package io.openvtn.venregistry.inbox;

/** What became of an unknown certificate. */
enum InboxStatus {
    WAITING,
    APPROVED,
    DISMISSED
}
