package io.openvtn.certauthority.revocation;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.operator.FieldErrors;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLReason;

/** Why a certificate must not be used any more (RFC 5280 section 5.3.1). */
enum RevocationReason {
    UNSPECIFIED("unspecified", CRLReason.unspecified),
    KEY_COMPROMISE("keyCompromise", CRLReason.keyCompromise),
    AFFILIATION_CHANGED("affiliationChanged", CRLReason.affiliationChanged),
    SUPERSEDED("superseded", CRLReason.superseded),
    CESSATION_OF_OPERATION("cessationOfOperation", CRLReason.cessationOfOperation),
    CERTIFICATE_HOLD("certificateHold", CRLReason.certificateHold),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn", CRLReason.privilegeWithdrawn);

    private final String word;
    private final int code;

    RevocationReason(String word, int code) {
        this.word = word;
        this.code = code;
    }

    static Optional<RevocationReason> named(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst();
    }

    /** The reason that a request names; notes what is wrong with it. */
    static Optional<RevocationReason> read(Optional<String> word, FieldErrors errors) {
        var reason = word.flatMap(RevocationReason::named);
        if (reason.isEmpty()) {
            errors.add("reason", "is one of " + Arrays.toString(values()));
        }
        return reason;
    }

    /** CRLReason's number. */
    static int codeOf(Optional<String> word) {
        return word.flatMap(RevocationReason::named).orElse(UNSPECIFIED).code;
    }

    CertificateStatus status() {
        return this == CERTIFICATE_HOLD ? CertificateStatus.ON_HOLD : CertificateStatus.REVOKED;
    }

    @Override
    public String toString() {
        return word;
    }
}
