/** Many simulated VENs in one process: each with its own certificate, all on one event loop. */
package io.openvtn.bench.fleet;
