package io.openvtn.bus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Here, as this module sees all the others but for cryptography. */
class ArchitectureTest {

    private final JavaClasses bus = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.openvtn.bus");

    @Test
    void theBusDependsOnNoService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.openvtn.vtnapi..",
                        "io.openvtn.certauthority..",
                        "io.openvtn.venregistry..",
                        "io.openvtn.eventdispatcher..")
                .check(bus);
    }

    @Test
    void noRoomNeedsOneThatNeedsIt() {
        slices().matching("io.openvtn.bus.(*)..").should().beFreeOfCycles().check(bus);
    }
}
