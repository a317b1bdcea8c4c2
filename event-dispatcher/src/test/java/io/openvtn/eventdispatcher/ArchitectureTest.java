package io.openvtn.eventdispatcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.openvtn.testkit.TableMap;
import jakarta.persistence.Entity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.openvtn.eventdispatcher");

    @Test
    void dependsOnNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.openvtn.vtnapi..", "io.openvtn.certauthority..", "io.openvtn.venregistry..")
                .check(SERVICE);
    }

    @Test
    void entitiesStayInTheirFeature() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(SERVICE);
    }

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("io.openvtn.eventdispatcher.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void tablesAreWrittenByTheirOwnFeatureAndLeadIntoNoCircle() {
        TableMap tables = TableMap.of(Path.of(""), "io.openvtn.eventdispatcher");

        assertThat(tables.owners()).isNotEmpty();
        assertThat(tables.strangers()).isEmpty();
        assertThat(tables.circle()).isEmpty();
    }

    @Test
    void statementsHaveNamedParameters() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.PreparedStatement")
                .because("docs/decisions/0010 says how tables are written")
                .check(SERVICE);
    }
}
