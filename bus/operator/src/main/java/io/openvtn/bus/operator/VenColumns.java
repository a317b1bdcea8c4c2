package io.openvtn.bus.operator;

import java.util.List;

/**
 * The columns of a CSV file of VENs. ven-registry makes VENs from it, and cert-authority certificates: one file does for both, so each
 * passes over what is only for the other.
 */
public final class VenColumns {

    public static final String VEN_NAME = "venName";

    /** For cert-authority alone. */
    public static final String KEY_ALGORITHM = "keyAlgorithm";

    public static final List<String> ALL = List.of(
            VEN_NAME,
            KEY_ALGORITHM,
            "venId",
            "registrationId",
            "certificate",
            "sha256",
            "groups",
            "resources",
            "marketContexts",
            "targetIds",
            "labels",
            "pollFrequency",
            "status");

    private VenColumns() {}
}
