package io.openvtn.vtnapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses vtnApi = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.openvtn.vtnapi");

    @Test
    void dependsOnNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.openvtn.certauthority..", "io.openvtn.venregistry..", "io.openvtn.eventdispatcher..")
                .check(vtnApi);
    }

    @Test
    void jaxbStaysInsideWire() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.openvtn.vtnapi.wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.xml.bind..", "javax.xml..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("io\\.openvtn\\.vtnapi\\.wire\\..*Xml(\\$.*)?")
                .check(vtnApi);
    }

    @Test
    void messagesKnowNeitherXmlNorHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.openvtn.vtnapi.message")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.openvtn.vtnapi.wire", "jakarta.xml..", "javax.xml..", "io.vertx..")
                .check(vtnApi);
    }

    @Test
    void featuresReadAndWriteNoXml() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.openvtn.vtnapi.poll",
                        "io.openvtn.vtnapi.event",
                        "io.openvtn.vtnapi.registration",
                        "io.openvtn.vtnapi.report",
                        "io.openvtn.vtnapi.opt")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.openvtn.vtnapi.wire")
                .check(vtnApi);
    }

    @Test
    void keepsNoStateInADatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
                .check(vtnApi);
    }

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        slices().matching("io.openvtn.vtnapi.(*)..").should().beFreeOfCycles().check(vtnApi);
    }
}
