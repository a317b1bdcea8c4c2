package io.openvtn.bus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses bus = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.openvtn.bus");

    @Test
    void theContractNeedsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("io.openvtn.bus.contract")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.openvtn.bus.contract", "java..")
                .check(bus);
    }

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
}
