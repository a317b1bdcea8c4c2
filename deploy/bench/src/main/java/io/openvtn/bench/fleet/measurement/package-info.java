/** What is measured and met in a run. */
package io.openvtn.bench.fleet.measurement;
