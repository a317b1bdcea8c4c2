package io.openvtn.bench.reconnect;

/**
 * How a crowd was let in. Times are seconds from when the first VEN came.
 *
 * @param half when half of the VENs had their answer
 * @param most when 99 of 100 had
 * @param all when all had
 * @param givenUp how often a VEN's patience ended
 * @param used what part of the time until then the cores worked
 */
record Recovery(double half, double most, double all, long givenUp, double used) {}
