package io.openvtn.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import io.openvtn.testkit.house.HouseContract;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseContract {

    ArchitectureTest() {
        super("io.openvtn.bench");
    }

    @Test
    void roomsOfTheFleetDependOnEachOtherInOneDirection() {
        slices().matching("io.openvtn.bench.fleet.(*)..")
                .should()
                .beFreeOfCycles()
                .check(service());
    }
}
