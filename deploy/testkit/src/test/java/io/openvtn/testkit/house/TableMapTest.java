package io.openvtn.testkit.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMapTest {

    private static final String QUOTES = "\"\"\"";

    @TempDir
    Path module;

    @BeforeEach
    void twoFeatures() throws IOException {
        write("src/main/resources/db/migration/V1__tables.sql", """
                -- meter

                -- what was read
                create table reading (id text);

                -- bill

                create table invoice (id text);
                """);
        source("meter", "Readings", "private static final String ADD = \"insert into reading (id) values (:id)\";");
        source(
                "bill",
                "Invoices",
                "private static final String SUM = %s%n select id from invoice join reading using (id) %s;"
                        .formatted(QUOTES, QUOTES));
    }

    private void source(String feature, String name, String body) throws IOException {
        write(
                "src/main/java/org/example/%s/%s.java".formatted(feature, name),
                "package org.example.%s;%n%nclass %s { %s }%n".formatted(feature, name, body));
    }

    private void write(String file, String text) throws IOException {
        Path path = module.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private TableMap map() {
        return TableMap.of(module, "org.example");
    }

    @Test
    void tablesBelongToTheFeatureTheyStandUnder() {
        assertThat(map().owners()).isEqualTo(Map.of("reading", "meter", "invoice", "bill"));
        assertThat(map().strangers()).isEmpty();
        assertThat(map().circle()).isEmpty();
    }

    @Test
    void aTableThatAnotherFeatureWritesIsFound() throws IOException {
        source("bill", "Estimates", "String sql = \"update reading r set id = '0'\";");

        assertThat(map().strangers()).containsExactly("bill writes reading, a table of meter");
    }

    @Test
    void aTableThatIsGivenByItsNameIsWritten() throws IOException {
        source("bill", "Outbox", "Object rows = new PublishedRows(database, \"reading\", \"id\");");

        assertThat(map().strangers()).containsExactly("bill writes reading, a table of meter");
    }

    @Test
    void aCircleThroughATableIsFound() throws IOException {
        source("meter", "Unpaid", "String sql = \"select r.id from reading r, invoice i where r.id = i.id\";");

        assertThat(map().circle()).containsExactly("bill", "meter", "bill");
    }

    @Test
    void aCircleThroughAnImportAndATableIsFound() throws IOException {
        write("src/main/java/org/example/meter/Tariffs.java", """
                package org.example.meter;

                import org.example.bill.Tariff;

                class Tariffs {}
                """);

        assertThat(map().circle()).containsExactly("bill", "meter", "bill");
    }

    @Test
    void commentsAndOtherWordsAreNoSql() throws IOException {
        source(
                "meter",
                "Words",
                "/** delete from invoice */ String text = \"a reading, invoice or so\"; // from invoice");

        assertThat(map().strangers()).isEmpty();
        assertThat(map().circle()).isEmpty();
    }
}
