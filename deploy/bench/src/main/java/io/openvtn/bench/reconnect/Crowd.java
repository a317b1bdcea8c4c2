package io.openvtn.bench.reconnect;

/**
 * Who comes back, and to what. Times are seconds.
 *
 * @param vens how many
 * @param within they come for the first time, evenly
 * @param perSecond VENs that all cores together let in: each with a full handshake, its certificate looked at anew, and a poll
 * @param queue connections that wait to be accepted or worked on; more are not accepted
 * @param patience how long a VEN waits for its connection and its answer
 * @param pause how long a VEN waits after that before it begins anew, on average: half of it to one and a half
 */
record Crowd(int vens, double within, double perSecond, int queue, double patience, double pause) {}
