package io.openvtn.eventdispatcher.opt;

import java.util.Arrays;

/** What a VEN has said of a time. */
enum Availability {
    AVAILABLE("available"),
    UNAVAILABLE("unavailable"),
    UNSTATED("unstated");

    private final String word;

    Availability(String word) {
        this.word = word;
    }

    static Availability of(String word) {
        return Arrays.stream(values())
                .filter(availability -> availability.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no availability is called " + word));
    }

    @Override
    public String toString() {
        return word;
    }
}
