/** A VEN and its connection. */
package io.openvtn.bench.fleet.ven;
