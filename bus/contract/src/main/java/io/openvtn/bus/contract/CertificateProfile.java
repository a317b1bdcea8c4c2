package io.openvtn.bus.contract;

/** What a certificate is for. */
public enum CertificateProfile {
    VEN("ven"),
    VTN("vtn"),
    OPERATOR("operator");

    private final String word;

    CertificateProfile(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
