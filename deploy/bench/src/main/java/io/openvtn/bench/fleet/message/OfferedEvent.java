package io.openvtn.bench.fleet.message;

/**
 * An event of an oadrDistributeEvent, as far as a VEN's answer depends on it.
 *
 * @param status far, near, active, completed or cancelled
 */
public record OfferedEvent(String eventId, int modificationNumber, String status, boolean responseRequired) {

    /** Whether the VTN waits for an answer; what is over needs none. */
    public boolean wantsAnswer() {
        return responseRequired && !status.equals("completed");
    }
}
