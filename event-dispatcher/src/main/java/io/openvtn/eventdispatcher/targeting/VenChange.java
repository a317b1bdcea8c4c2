package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.VenRecord;
import java.util.function.Consumer;

/** What a record of the topic vens says about its VEN. */
sealed interface VenChange {

    /**
     * Does the one or the other.
     *
     * @param known takes what is known of the VEN now
     * @param gone takes the venID of one that is no more
     */
    void toldTo(Consumer<VenRecord> known, Consumer<String> gone);

    record Known(VenRecord ven) implements VenChange {

        @Override
        public void toldTo(Consumer<VenRecord> known, Consumer<String> gone) {
            known.accept(ven);
        }
    }

    record Gone(String venId) implements VenChange {

        @Override
        public void toldTo(Consumer<VenRecord> known, Consumer<String> gone) {
            gone.accept(venId);
        }
    }
}
