/** How long each service takes from the start of its process to ready: {@code deploy/bench/start-times}. */
package io.openvtn.bench.start;
