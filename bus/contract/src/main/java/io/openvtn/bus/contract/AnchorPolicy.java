package io.openvtn.bus.contract;

/** Which rules the leaves below a trust anchor have to keep. */
public enum AnchorPolicy {
    /** Issued by cert-authority: the extended key usage is required. */
    INTERNAL("internal"),
    /** Issued by the OpenADR Alliance's hierarchy, whose leaves carry no extended key usage. */
    ALLIANCE("alliance");

    private final String word;

    AnchorPolicy(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
