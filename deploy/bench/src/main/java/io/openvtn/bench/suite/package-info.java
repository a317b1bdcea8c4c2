/** A running suite as those see it who test it from outside: its operator, its VENs, where it is, and raw connections to it. */
package io.openvtn.bench.suite;
