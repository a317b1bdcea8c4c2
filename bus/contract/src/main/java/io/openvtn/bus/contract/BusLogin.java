package io.openvtn.bus.contract;

import java.util.EnumSet;
import java.util.Set;

/**
 * The services' logins at the broker, and all that each has to do with records there. Who may write {@link Topic#TRUST_ANCHORS} and
 * {@link Topic#VENS} says whose certificates are accepted: a broker refuses whatever is more than this.
 */
public enum BusLogin {
    CERT_AUTHORITY(
            "cert-authority",
            EnumSet.of(Topic.CERTIFICATES, Topic.TRUST_ANCHORS),
            EnumSet.of(Topic.CERTIFICATES, Topic.TRUST_ANCHORS),
            Set.of()),
    VEN_REGISTRY(
            "ven-registry",
            EnumSet.of(Topic.VENS, Topic.DEAD_LETTERS),
            EnumSet.of(
                    Topic.VENS, Topic.CERTIFICATES, Topic.VEN_MESSAGES, Topic.VEN_CONTACTS, Topic.UNKNOWN_CERTIFICATES),
            Set.of("ven-registry")),
    EVENT_DISPATCHER(
            "event-dispatcher",
            EnumSet.of(Topic.EVENTS, Topic.COHORTS, Topic.DELIVERIES, Topic.DEAD_LETTERS),
            EnumSet.of(Topic.EVENTS, Topic.COHORTS, Topic.DELIVERIES, Topic.VENS, Topic.VEN_MESSAGES),
            Set.of("event-dispatcher", "event-dispatcher-vens")),
    VTN_API(
            "vtn-api",
            EnumSet.of(Topic.VEN_MESSAGES, Topic.VEN_CONTACTS, Topic.UNKNOWN_CERTIFICATES),
            EnumSet.of(
                    Topic.VENS, Topic.EVENTS, Topic.COHORTS, Topic.DELIVERIES, Topic.TRUST_ANCHORS, Topic.VEN_MESSAGES),
            Set.of());

    private final String label;
    private final Set<Topic> written;
    private final Set<Topic> read;
    private final Set<String> groups;

    BusLogin(String label, Set<Topic> written, Set<Topic> read, Set<String> groups) {
        this.label = label;
        this.written = Set.copyOf(written);
        this.read = Set.copyOf(read);
        this.groups = groups;
    }

    /** The service's name, and the login's. */
    public String label() {
        return label;
    }

    /** What the service publishes. */
    public Set<Topic> written() {
        return written;
    }

    /** What it takes in; who writes a compacted topic reads it, too, to compare it with its database. */
    public Set<Topic> read() {
        return read;
    }

    /** Its consumer groups, without the deployment's prefix. */
    public Set<String> groups() {
        return groups;
    }
}
