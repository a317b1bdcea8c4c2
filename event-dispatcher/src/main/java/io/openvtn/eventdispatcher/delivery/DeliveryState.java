package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.OptType;
import java.util.Arrays;
import java.util.Optional;

/** How far an event's current modification has come with one VEN. */
enum DeliveryState {
    /** Not offered yet. */
    PENDING("pending"),
    /** Offered; whether it arrived only an answer can tell. */
    DELIVERED("delivered"),
    OPT_IN("optIn"),
    OPT_OUT("optOut");

    private final String word;

    DeliveryState(String word) {
        this.word = word;
    }

    static Optional<DeliveryState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }

    static DeliveryState of(OptType optType) {
        return optType == OptType.OPT_IN ? OPT_IN : OPT_OUT;
    }

    @Override
    public String toString() {
        return word;
    }
}
