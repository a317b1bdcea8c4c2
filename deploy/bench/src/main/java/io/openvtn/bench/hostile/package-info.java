/** One bound VEN and a guest that try everything, while a fleet polls: the program behind {@code deploy/bench/hostile}. */
package io.openvtn.bench.hostile;
