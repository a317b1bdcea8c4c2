package io.openvtn.local;

import io.openvtn.testkit.house.HouseContract;

class ArchitectureTest extends HouseContract {

    ArchitectureTest() {
        super("io.openvtn.local");
    }
}
