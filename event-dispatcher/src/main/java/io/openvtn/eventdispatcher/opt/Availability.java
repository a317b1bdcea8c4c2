package io.openvtn.eventdispatcher.opt;

/** What a VEN has said of a time. */
enum Availability {
    AVAILABLE("available"),
    UNAVAILABLE("unavailable"),
    UNSTATED("unstated");

    private final String word;

    Availability(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
