/** Runs the benchmarks one after another and writes their figures into one table. */
package io.openvtn.bench.run;
