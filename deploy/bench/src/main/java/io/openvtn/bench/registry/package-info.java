/** How fast ven-registry takes a fleet in and finds VENs in it. */
@org.jspecify.annotations.NullMarked
package io.openvtn.bench.registry;
