package io.openvtn.bench.fleet.options;

import java.time.Duration;

/**
 * How the simulated VENs behave.
 *
 * @param patience how long they wait for a connection, and for its handshake
 * @param reports whether they offer telemetry, or an empty list of reports
 * @param restartRate share of the VENs that lose their memory and start again within a minute
 * @param clockSkew how far a VEN's clock is off at the most, before or after the right time
 */
public record Behaviour(
        Polling polling,
        Answering answering,
        Duration patience,
        boolean reports,
        double restartRate,
        Duration clockSkew) {

    /** What becomes of a VEN's connection after an answer. */
    public enum Connection {
        /** It stays. */
        KEEP_ALIVE("keep-alive"),
        /** It is closed, and the next message begins with a full handshake. */
        NEW("new"),
        /** It is closed, and the next message resumes its TLS session. */
        RESUMED("resumed");

        private final String word;

        Connection(String word) {
            this.word = word;
        }

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * When they poll.
     *
     * @param period from one poll to the next; zero polls again as soon as the answer is there
     * @param jitter share of the period by which a poll is early or late at the most
     */
    public record Polling(Duration period, double jitter, Connection connection) {}

    /**
     * What they say to an event.
     *
     * @param optInRate share of the answers that are optIn; the others are optOut
     * @param delay from the event's arrival to the answer
     * @param silentRate share of the VENs that never answer
     */
    public record Answering(double optInRate, Duration delay, double silentRate) {}
}
