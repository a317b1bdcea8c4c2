/** The operator's part: certificates and the event. */
package io.openvtn.bench.fleet.operator;
