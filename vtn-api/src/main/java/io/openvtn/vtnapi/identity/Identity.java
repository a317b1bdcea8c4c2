package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.VenRecord;
import java.util.function.Consumer;

/** Who calls, as its certificate says. */
public sealed interface Identity {

    /** @param nobody takes why it is nobody */
    void ifKnownOrElse(Consumer<VenRecord> known, Consumer<String> nobody);

    /** An active VEN with a valid binding. */
    record Known(VenRecord ven) implements Identity {

        @Override
        public void ifKnownOrElse(Consumer<VenRecord> known, Consumer<String> nobody) {
            known.accept(ven);
        }
    }

    /**
     * Nobody who may speak.
     *
     * @param why for the VEN's operator; nothing that would help to forge a certificate
     */
    record Nobody(String why) implements Identity {

        @Override
        public void ifKnownOrElse(Consumer<VenRecord> known, Consumer<String> nobody) {
            nobody.accept(why);
        }
    }
}
