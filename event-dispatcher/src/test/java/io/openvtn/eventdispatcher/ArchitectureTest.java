package io.openvtn.eventdispatcher;

import io.openvtn.testkit.TablesContract;

class ArchitectureTest extends TablesContract {

    ArchitectureTest() {
        super("io.openvtn.eventdispatcher");
    }
}
