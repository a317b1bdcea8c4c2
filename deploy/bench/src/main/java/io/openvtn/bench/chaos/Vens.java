package io.openvtn.bench.chaos;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Some VENs of {@code deploy/bench/fleet}, which numbers them.
 *
 * @param first number of the first of them
 */
record Vens(int first, int count) {

    /** The number after the last of them. */
    int end() {
        return first + count;
    }

    List<String> names() {
        return IntStream.range(first, end()).mapToObj("fleet-%06d"::formatted).toList();
    }
}
