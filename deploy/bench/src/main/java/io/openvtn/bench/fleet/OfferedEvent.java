package io.openvtn.bench.fleet;

/**
 * An event of an oadrDistributeEvent, as far as a VEN's answer depends on it.
 *
 * @param status far, near, active, completed or cancelled
 */
record OfferedEvent(String eventId, int modificationNumber, String status, boolean responseRequired) {

    /** Whether the VTN waits for an answer; what is over needs none. */
    boolean wantsAnswer() {
        return responseRequired && !status.equals("completed");
    }
}
