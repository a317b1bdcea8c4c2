package io.openvtn.bus.contract;

/** What an operator may ask of a registered VEN; its next polls carry it until the VEN has answered. */
public enum RequestKind {
    /** oadrRequestReregistration. */
    REREGISTRATION("reregistration"),
    /** oadrCancelPartyRegistration. */
    CANCELLATION("cancellation");

    private final String word;

    RequestKind(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
