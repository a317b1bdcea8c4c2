package io.openvtn.certauthority;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.openvtn.testkit.TableMap;
import jakarta.persistence.Entity;
import java.nio.file.Path;
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

    @Test
    void tablesAreWrittenByTheirOwnFeatureAndLeadIntoNoCircle() {
        TableMap tables = TableMap.of(Path.of(""), "io.openvtn.certauthority");

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
                .check(service);
    }
}
