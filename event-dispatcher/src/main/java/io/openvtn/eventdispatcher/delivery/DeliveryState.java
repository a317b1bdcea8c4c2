package io.openvtn.eventdispatcher.delivery;

import java.util.Arrays;
import java.util.Optional;

/** How far an event's current modification has come with one VEN; the last three are what the clock makes of the first two. */
public enum DeliveryState {
    /** Not offered yet. */
    PENDING("pending"),
    /** Offered; whether it arrived only an answer can tell. */
    DELIVERED("delivered"),
    /** Offered, and no answer is required. */
    ACKNOWLEDGED("acknowledged"),
    OPT_IN("optIn"),
    OPT_OUT("optOut"),
    /** Answered with a response code other than 2xx. */
    ERROR("error"),
    /** The event is over, or the time to answer has passed, and it was never offered: the VEN did not poll. */
    NOT_REACHED("notReached"),
    /** Over before the VEN answered. */
    EXPIRED("expired"),
    /** Offered too often, or the time to answer has passed. The event is still offered. */
    NOT_ANSWERING("notAnswering");

    private final String word;

    DeliveryState(String word) {
        this.word = word;
    }

    public static Optional<DeliveryState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
