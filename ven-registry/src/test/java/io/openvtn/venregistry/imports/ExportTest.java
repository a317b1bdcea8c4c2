package io.openvtn.venregistry.imports;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.imports.ImportedFile.imported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.operator.VenColumns;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.openvtn.venregistry.TestCertificates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is exported, an import takes back. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ExportTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 18);

    @Test
    void itsColumnsAreThoseOfAnImport() {
        assertThat(Arrays.stream(VenCsv.Line.class.getRecordComponents())
                        .map(component -> component.getName())
                        .toList())
                .isSubsetOf(VenColumns.ALL)
                .hasSize(VenColumns.ALL.size() - 2);
    }

    @Test
    void whatWasExportedIsImportedAndExportedAsTheSame() {
        imported("""
                venName,venId,registrationId,sha256,groups,resources,marketContexts,targetIds,labels,pollFrequency,status
                '=%1$s,1 %1$s,r %1$s,%2$s;%3$s,"0; %1$s","[{""resourceId"":""b"",""capacityKw"":4.5}]",http://x.example/a,"{""pnodes"":[""p;1""]}","mark=%1$s;x=a,b",PT30S,SUSPENDED
                'two %1$s,,,%4$s,'@b;c,d;e,,,mark=%1$s,,
                """.formatted(
                                mark,
                                TestCertificates.randomSha256(),
                                TestCertificates.randomSha256(),
                                TestCertificates.randomSha256().substring(44)))
                .body("status", equalTo("MADE"));

        String before = exported();
        // As it would come to another VTN, which knows none of them.
        String moved = "m" + mark.substring(1);
        String elsewhere = before.replace(mark, moved);
        for (String sha256 : List.of(before.split("[^0-9a-f:A-F]+"))) {
            if (sha256.matches("[0-9a-f]{64}|([0-9A-F]{2}:){9}[0-9A-F]{2}")) {
                elsewhere = elsewhere.replace(sha256, other(sha256));
            }
        }
        elsewhere = elsewhere.replaceAll("ven-[a-z0-9]+", "v" + moved);
        imported(elsewhere).body("status", equalTo("MADE")).body("made", equalTo(2));

        assertThat(exported(moved)).hasSize(3).containsExactlyInAnyOrder(elsewhere.split("\r\n"));
        assertThat(before)
                .startsWith("venName,venId,registrationId,sha256,groups")
                .contains("'=" + mark, "p;1", "'@b;c");
    }

    @Test
    void whoIsRetiredStaysBehindAndWhatFilterIsWrongIsSaid() {
        String csv = IntStream.range(0, 1_001)
                .mapToObj(i -> "%s %d,mark=%s".formatted(mark, i, mark))
                .collect(Collectors.joining("\n", "venName,labels\n", "\n"));
        imported(csv).body("made", equalTo(1_001));
        String retired = as("viewer")
                .queryParam("text", mark + " 77")
                .get("/v1/vens")
                .then()
                .extract()
                .path("items[0].venId");
        as("operator").delete("/v1/vens/" + retired).then().statusCode(200);

        assertThat(exported(mark)).hasSize(1_001).doesNotHaveDuplicates().noneMatch(line -> line.contains(retired));
        as("viewer").queryParam("label", "x").get("/v1/exports/vens.csv").then().statusCode(422);
        as("viewer")
                .queryParam("text", mark + " no")
                .get("/v1/exports/vens.csv")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .body(
                        equalTo(
                                "venName,venId,registrationId,sha256,groups,resources,marketContexts,targetIds,labels,pollFrequency,status\r\n"));
    }

    @Test
    void aCertificateThatAdmitsNobodyIsNotExportedAsOneThatDoes() {
        String sha256 = TestCertificates.randomSha256();
        try (var bus = new TestBus()) {
            bus.send("certificates", sha256, TestCertificates.certificate(sha256, mark, CertificateStatus.REVOKED, 1));
            bus.awaitVen(ven -> ven.venName().equals(mark));
        }

        assertThat(as("viewer")
                        .queryParam("text", mark)
                        .get("/v1/exports/vens.csv")
                        .asString())
                .contains(mark)
                .doesNotContain(sha256);
    }

    /** Another one, in the same place of the order: its beginning decides about that. */
    private static String other(String fingerprint) {
        return fingerprint.substring(0, 8)
                + fingerprint
                        .substring(8)
                        .chars()
                        .map(digit -> Character.isDigit(digit) ? '0' + (digit - '0' + 1) % 10 : digit)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    }

    private String exported() {
        return as("viewer")
                .queryParam("label", "mark=" + mark)
                .get("/v1/exports/vens.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<String> exported(String mark) {
        return List.of(as("viewer")
                .queryParam("label", "mark=" + mark)
                .get("/v1/exports/vens.csv")
                .asString()
                .split("\r\n"));
    }
}
