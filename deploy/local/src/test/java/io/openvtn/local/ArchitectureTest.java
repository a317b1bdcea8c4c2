package io.openvtn.local;

import io.openvtn.testkit.HouseContract;

class ArchitectureTest extends HouseContract {

    ArchitectureTest() {
        super("io.openvtn.local");
    }
}
