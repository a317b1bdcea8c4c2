/** What a run is asked to do. */
package io.openvtn.bench.fleet.options;
