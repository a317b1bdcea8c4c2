/** How long after its POST an event is in its VEN's poll: {@code deploy/bench/event-latency}. */
package io.openvtn.bench.latency;
