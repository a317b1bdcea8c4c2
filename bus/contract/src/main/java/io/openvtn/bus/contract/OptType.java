package io.openvtn.bus.contract;

/** A VEN's decision about an event. */
public enum OptType {
    OPT_IN("optIn"),
    OPT_OUT("optOut");

    private final String word;

    OptType(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
