package io.openvtn.certauthority.enrolment;

import java.time.Instant;

/** Where a token is in its life. */
enum TokenState {
    OPEN("open"),
    /** A device has come with it, and an operator has to approve the device. */
    WAITING("waiting"),
    APPROVED("approved"),
    USED("used"),
    EXPIRED("expired"),
    WITHDRAWN("withdrawn");

    private final String word;

    TokenState(String word) {
        this.word = word;
    }

    static TokenState of(TokenEntity token, Instant now) {
        if (token.certificateSha256 != null) {
            return USED;
        }
        if (token.withdrawnAt != null) {
            return WITHDRAWN;
        }
        if (!now.isBefore(token.expiresAt)) {
            return EXPIRED;
        }
        if (token.approvedAt != null) {
            return APPROVED;
        }
        return token.publicKeySha256 == null ? OPEN : WAITING;
    }

    @Override
    public String toString() {
        return word;
    }
}
