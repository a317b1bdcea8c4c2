package io.openvtn.vtnapi.message;

/** The codes of eiResponse. */
public enum ResponseCode {
    OK(200),
    OUT_OF_SEQUENCE(450),
    NOT_ALLOWED(451),
    INVALID_ID(452),
    NOT_RECOGNIZED(453),
    INVALID_DATA(454),
    COMPLIANCE_ERROR(459),
    SIGNAL_NOT_SUPPORTED(460),
    REPORT_NOT_SUPPORTED(461),
    TARGET_MISMATCH(462),
    NOT_REGISTERED_OR_AUTHORISED(463),
    DEPLOYMENT_ERROR(469);

    private final int number;

    ResponseCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Whether what was asked for was done. */
    public boolean isSuccess() {
        return this == OK;
    }
}
