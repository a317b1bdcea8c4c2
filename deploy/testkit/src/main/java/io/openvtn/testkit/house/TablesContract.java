package io.openvtn.testkit.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules of the house that hold for every service that has a database. */
public abstract class TablesContract extends HouseContract {

    protected TablesContract(String root) {
        super(root);
    }

    @Test
    void entitiesStayInTheirFeature() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .bePackagePrivate()
                .check(service());
    }

    @Test
    void tablesAreWrittenByTheirOwnFeatureAndLeadIntoNoCircle() {
        TableMap tables = TableMap.of(Path.of(""), root());

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
                .check(service());
    }
}
