/** Where a service's time goes: {@code deploy/bench/flame}. */
package io.openvtn.bench.flame;
