package io.openvtn.bench.run;

import java.util.ArrayList;
import java.util.List;

/** Which core is whose: one for the endpoint, another one for the load, where there are two. */
record Cores(boolean two) {

    static Cores ofThisMachine() {
        return new Cores(Runtime.getRuntime().availableProcessors() > 1);
    }

    List<String> forEndpoint(List<String> command) {
        return pinned("0", command);
    }

    List<String> forLoad(List<String> command) {
        return pinned(two ? "1" : "0", command);
    }

    private static List<String> pinned(String core, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", core));
        pinned.addAll(command);
        return pinned;
    }
}
