package io.openvtn.certauthority.revocation;

import io.openvtn.bus.contract.CertificateStatus;
import java.util.Arrays;
import java.util.Optional;

/** Why a certificate must not be used any more (RFC 5280 section 5.3.1). */
enum RevocationReason {
    UNSPECIFIED("unspecified"),
    KEY_COMPROMISE("keyCompromise"),
    AFFILIATION_CHANGED("affiliationChanged"),
    SUPERSEDED("superseded"),
    CESSATION_OF_OPERATION("cessationOfOperation"),
    CERTIFICATE_HOLD("certificateHold"),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn");

    private final String word;

    RevocationReason(String word) {
        this.word = word;
    }

    static Optional<RevocationReason> named(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst();
    }

    CertificateStatus status() {
        return this == CERTIFICATE_HOLD ? CertificateStatus.ON_HOLD : CertificateStatus.REVOKED;
    }

    @Override
    public String toString() {
        return word;
    }
}
