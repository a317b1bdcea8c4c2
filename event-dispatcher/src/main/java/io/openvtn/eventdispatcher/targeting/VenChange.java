package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.VenRecord;

/** What a record of the topic vens says about its VEN. */
sealed interface VenChange {

    record Known(VenRecord ven) implements VenChange {}

    record Gone(String venId) implements VenChange {}
}
