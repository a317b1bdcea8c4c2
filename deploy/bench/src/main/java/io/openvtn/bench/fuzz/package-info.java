/** Damaged messages, headers and JSON for a running suite: the program behind {@code deploy/bench/fuzz}. */
package io.openvtn.bench.fuzz;
