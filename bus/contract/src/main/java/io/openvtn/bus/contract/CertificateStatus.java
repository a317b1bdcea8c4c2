package io.openvtn.bus.contract;

/** Whether a certificate may be used within its validity. */
public enum CertificateStatus {
    VALID("valid"),
    ON_HOLD("onHold"),
    REVOKED("revoked");

    private final String word;

    CertificateStatus(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
