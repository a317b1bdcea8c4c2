package io.openvtn.certauthority.audit;

/** What an audit entry tells of; the word stands in the API and under the hash. */
public enum AuditAction {
    ISSUED("issued"),
    RENEWED("renewed"),
    REVOKED("revoked"),
    HELD("held"),
    RELEASED("released"),
    TOKEN_CREATED("tokenCreated"),
    TOKEN_WITHDRAWN("tokenWithdrawn"),
    ENROLMENT_APPROVED("enrolmentApproved"),
    ENROLLED("enrolled"),
    BATCH_CREATED("batchCreated"),
    HIERARCHY_MADE("hierarchyMade"),
    HIERARCHY_ACTIVATED("hierarchyActivated"),
    REFUSED("refused");

    private final String word;

    AuditAction(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
