package io.openvtn.bus.contract;

/** The responseCodes of eiResponse as VENs write them: three digits, of which the first says how it went. */
public final class ResponseCodes {

    private ResponseCodes() {}

    /** Whether what was asked for was done. */
    public static boolean isSuccess(String responseCode) {
        return responseCode.startsWith("2");
    }
}
