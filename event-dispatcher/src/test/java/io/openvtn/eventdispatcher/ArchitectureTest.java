package io.openvtn.eventdispatcher;

import io.openvtn.testkit.house.TablesContract;

class ArchitectureTest extends TablesContract {

    ArchitectureTest() {
        super("io.openvtn.eventdispatcher");
    }
}
