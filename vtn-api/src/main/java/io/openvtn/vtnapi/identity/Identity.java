package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.certificate.Reason;
import java.util.Optional;
import java.util.function.Consumer;

/** Who calls, as its certificate says. */
public sealed interface Identity {

    void ifKnownOrElse(Consumer<VenRecord> known, Consumer<Nobody> nobody);

    /** An active VEN with a valid binding. */
    record Known(VenRecord ven) implements Identity {

        @Override
        public void ifKnownOrElse(Consumer<VenRecord> known, Consumer<Nobody> nobody) {
            known.accept(ven);
        }
    }

    /**
     * Nobody who may speak.
     *
     * @param reason for the VTN's operator
     * @param why for the VEN's operator; nothing that would help to forge a certificate
     * @param ven whose certificate it is all the same: one that is bound to it, which is refused now
     */
    record Nobody(Reason reason, String why, Optional<VenRecord> ven) implements Identity {

        @Override
        public void ifKnownOrElse(Consumer<VenRecord> known, Consumer<Nobody> nobody) {
            nobody.accept(this);
        }
    }
}
