package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.VenRecord;

/** Who calls, as its certificate says. */
public sealed interface Identity {

    /** An active VEN with a valid binding. */
    record Known(VenRecord ven) implements Identity {}

    /**
     * Nobody who may speak.
     *
     * @param why for the VEN's operator; nothing that would help to forge a certificate
     */
    record Nobody(String why) implements Identity {}
}
