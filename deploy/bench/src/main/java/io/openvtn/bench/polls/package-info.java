/** As many polls as an endpoint can answer, from a loop that does nothing else: {@code deploy/bench/polls}. */
package io.openvtn.bench.polls;
