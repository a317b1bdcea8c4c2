package io.openvtn.testkit.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules of the house that hold for every service; its own test extends this one and adds its own. Its classes are read once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HouseContract {

    private static final List<String> SERVICES = List.of(
            "io.openvtn.vtnapi", "io.openvtn.certauthority", "io.openvtn.venregistry", "io.openvtn.eventdispatcher");

    private final String root;
    private final JavaClasses service;

    /** @param root the service's package */
    protected HouseContract(String root) {
        this.root = root;
        this.service = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }

    protected final String root() {
        return root;
    }

    /** The service's own classes, without its tests. */
    protected final JavaClasses service() {
        return service;
    }

    @Test
    void dependsOnNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.stream()
                        .filter(other -> !other.equals(root))
                        .map(other -> other + "..")
                        .toArray(String[]::new))
                .check(service);
    }

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().check(service);
    }
}
