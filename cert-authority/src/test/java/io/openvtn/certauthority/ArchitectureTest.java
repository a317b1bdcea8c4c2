package io.openvtn.certauthority;

import io.openvtn.testkit.house.TablesContract;

class ArchitectureTest extends TablesContract {

    ArchitectureTest() {
        super("io.openvtn.certauthority");
    }
}
