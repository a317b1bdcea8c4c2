package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.VenRecord;
import java.util.function.Consumer;

/** What a record of the topic vens says about its VEN. */
sealed interface VenChange {

    /**
     * Does the one or the other.
     *
     * @param known takes what is known of a VEN now
     * @param gone takes the venID of one that is no more
     */
    void toldTo(Consumer<Known> known, Consumer<String> gone);

    /** @param json the record as it was published */
    record Known(VenRecord ven, String json) implements VenChange {

        @Override
        public void toldTo(Consumer<Known> known, Consumer<String> gone) {
            known.accept(this);
        }
    }

    record Gone(String venId) implements VenChange {

        @Override
        public void toldTo(Consumer<Known> known, Consumer<String> gone) {
            gone.accept(venId);
        }
    }
}
