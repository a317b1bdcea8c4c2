package io.openvtn.venregistry;

import io.openvtn.testkit.house.TablesContract;

class ArchitectureTest extends TablesContract {

    ArchitectureTest() {
        super("io.openvtn.venregistry");
    }
}
