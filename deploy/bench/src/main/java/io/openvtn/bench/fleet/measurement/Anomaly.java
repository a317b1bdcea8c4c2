package io.openvtn.bench.fleet.measurement;

/** What must not happen to a VEN. */
public enum Anomaly {
    NEVER_JOINED("VENs that never came as far as polling"),
    MISSED_EVENT("VENs that the event never reached"),
    LATE_EVENT("VENs that the event reached more than 2 s after their next poll was due"),
    WRONG_MODIFICATION("events offered in a modification that is not theirs"),
    DROPPED_EVENT("lists that left the event out again, which cancels it"),
    REPEATED_EVENT("polls that brought events again whose answers the VTN had taken"),
    REFUSED_REQUEST("messages with a good certificate that were refused with 403"),
    HTTP_ERROR("answers with another HTTP status than 200 or 403"),
    RESPONSE_CODE("replies with another responseCode than 200"),
    INVALID_XML("replies that are not OpenADR 2.0b"),
    WRONG_REPLY("replies to something else, or to another VEN"),
    REFUSED_HANDSHAKE("good certificates that were refused"),
    BROKEN_CONNECTION("connections that failed or ended under way"),
    NO_ANSWER("messages without an answer in time"),
    ADMITTED_STRANGER("bad certificates that were let in"),
    UNDECIDED_STRANGER("bad certificates that were neither let in nor refused");

    private final String words;

    Anomaly(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
