package io.openvtn.vtnapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.openvtn.testkit.house.HouseContract;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseContract {

    ArchitectureTest() {
        super("io.openvtn.vtnapi");
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
                .check(service());
    }

    @Test
    void messagesKnowNeitherXmlNorHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.openvtn.vtnapi.message")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.openvtn.vtnapi.wire", "jakarta.xml..", "javax.xml..", "io.vertx..")
                .check(service());
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
                .check(service());
    }

    @Test
    void keepsNoStateInADatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
                .check(service());
    }
}
