package io.openvtn.bus.contract;

import java.util.Arrays;

/** A VEN's decision about an event. */
public enum OptType {
    OPT_IN("optIn"),
    OPT_OUT("optOut");

    private final String word;

    OptType(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException if the word is none of them */
    public static OptType of(String word) {
        return Arrays.stream(values())
                .filter(optType -> optType.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no optType: " + word));
    }

    @Override
    public String toString() {
        return word;
    }
}
