/** What goes wrong around a fleet, and whether anything is lost by it: the program behind {@code deploy/bench/chaos}. */
package io.openvtn.bench.chaos;
