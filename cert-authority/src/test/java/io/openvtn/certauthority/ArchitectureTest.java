package io.openvtn.certauthority;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.openvtn.certauthority");

    @Test
    void dependsOnNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.openvtn.vtnapi..", "io.openvtn.venregistry..", "io.openvtn.eventdispatcher..")
                .check(service);
    }

    @Test
    void entitiesNeverLeaveTheirFeature() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(service);
    }

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching("io.openvtn.certauthority.(*)..")
                .should()
                .beFreeOfCycles()
                .check(service);
    }
}
