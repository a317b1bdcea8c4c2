package io.openvtn.venregistry;

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

    private final JavaClasses registry = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.openvtn.venregistry");

    @Test
    void dependsOnNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.openvtn.vtnapi..", "io.openvtn.certauthority..", "io.openvtn.eventdispatcher..")
                .check(registry);
    }

    @Test
    void entitiesNeverLeaveTheirFeature() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(registry);
    }

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching("io.openvtn.venregistry.(*)..")
                .should()
                .beFreeOfCycles()
                .check(registry);
    }

    @Test
    void tablesAreWrittenByTheirOwnFeatureAndLeadIntoNoCircle() {
        TableMap tables = TableMap.of(Path.of(""), "io.openvtn.venregistry");

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
                .check(registry);
    }
}
