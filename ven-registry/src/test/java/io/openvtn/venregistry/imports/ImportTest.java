package io.openvtn.venregistry.imports;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.imports.ImportedFile.bad;
import static io.openvtn.venregistry.imports.ImportedFile.imported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.venregistry.TestBus;
import io.openvtn.venregistry.TestCertificates;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ImportTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 18);

    @Test
    void aFileOfVensBecomesVensThatSayWhoMadeThemAndOfWhat() {
        String sha256 = TestCertificates.randomSha256();
        String awaited = Fingerprint.printed(TestCertificates.randomSha256().substring(44));
        String pem = TestCertificates.pem(TestCertificates.der());

        ValidatableResponse done = imported("""
                venName,venId,registrationId,sha256,certificate,groups,resources,marketContexts,targetIds,labels,pollFrequency,status
                one %1$s,1 %1$s,r %1$s,%2$s,,a %1$s;b %1$s,battery;heater,http://x.example/a;http://x.example/b,pnodes:p-1;parties:n,site=7;x=y,PT30S,
                two %1$s,,,%3$s,,,"[{""resourceId"":""m"",""capacityKw"":4.5}]",,,,,SUSPENDED
                three %1$s,,,,"%4$s",,,,,,,ACTIVE
                four %1$s,,,,,,,,,,,
                """.formatted(mark, sha256, awaited, pem));

        done.body("status", equalTo("MADE"))
                .body("total", equalTo(4))
                .body("made", equalTo(4))
                .body("refused", equalTo(0))
                .body("createdBy", equalTo("operator"))
                .body("finishedAt", notNullValue());
        Map<String, VenRecord> published = published();
        VenRecord one = published.get("one " + mark);
        assertThat(one.venId()).isEqualTo("1 " + mark);
        assertThat(one.registrationId()).isEqualTo("r " + mark);
        assertThat(one.registered()).isTrue();
        assertThat(one.status()).isEqualTo(VenStatus.ACTIVE);
        assertThat(one.bindings()).extracting("sha256").containsExactly(sha256);
        assertThat(one.groups()).containsExactly("a " + mark, "b " + mark);
        assertThat(one.resources()).extracting("resourceId").containsExactly("battery", "heater");
        assertThat(one.marketContexts()).containsExactly("http://x.example/a", "http://x.example/b");
        assertThat(one.targetIds())
                .isEqualTo(Map.of(
                        TargetKind.of("pnodes").orElseThrow(),
                        List.of("p-1"),
                        TargetKind.of("parties").orElseThrow(),
                        List.of("n")));
        assertThat(one.pollFrequency()).isEqualTo(Duration.ofSeconds(30));
        assertThat(published.get("two " + mark).status()).isEqualTo(VenStatus.SUSPENDED);
        assertThat(published.get("two " + mark).registered()).isFalse();
        assertThat(published.get("three " + mark).status()).isEqualTo(VenStatus.ACTIVE);
        assertThat(published.get("four " + mark).status()).isEqualTo(VenStatus.PENDING);
        ven("two")
                .body("items[0].awaitedFingerprints", contains(awaited))
                .body("items[0].resources[0].capacityKw", equalTo(4.5f));
        ven("three").body("items[0].certificates[0].notAfter", notNullValue());
        ven("one").body("items[0].labels", equalTo(Map.of("site", "7", "x", "y")));
        as("viewer")
                .get("/v1/vens/{venId}/transitions", "1 " + mark)
                .then()
                .body("items[0].by", equalTo("operator"))
                .body("items[0].reason", equalTo(done.extract().<String>path("importId")));
        as("viewer").get("/v1/groups/{id}", "a " + mark).then().statusCode(200).body("changedBy", equalTo("operator"));
    }

    @Test
    void aDryRunSaysAllThatIsWrongByLineAndColumnAndMakesNothing() {
        made("old " + mark, Map.of());
        ValidatableResponse done = imported("""
                venName,groups,labels,pollFrequency,resources,status
                new %1$s,,,,,
                old %1$s,,,,,
                new %1$s,,site,10,[{"x":1}],RETIRED

                =cmd|' /C calc'!A0,"bell\u0007",,,,
                short row
                %2$s,'=sum,,,,
                ,,,,,
                """.formatted(mark, "n".repeat(10_000)), "dryRun");

        done.body("status", equalTo("CHECKED"))
                .body("total", equalTo(6))
                .body("refused", equalTo(5))
                .body("made", equalTo(0));
        ValidatableResponse rows = bad(done);
        rows.body("items.line", contains(3, 4, 6, 7, 8))
                .body("items.venName[0]", equalTo("old " + mark))
                .body("items[0].violations.field", contains("venName"))
                .body("items[0].violations[0].message", containsString("is taken by VEN"))
                .body("items[3].violations[0].message", containsString("has 1 cells where the first line names 6"))
                .body("items[4].violations.field", contains("venName"))
                .body("items[4].violations[0].message", containsString("1 to 64 characters"));
        assertThat(mistakes(rows, 4))
                .containsOnlyKeys("labels", "pollFrequency", "resources", "status", "venName")
                .containsEntry("venName", "is that of line 2, too")
                .containsEntry("status", "has to be PENDING, ACTIVE or SUSPENDED");
        assertThat(mistakes(rows, 6)).containsOnlyKeys("venName", "groups[0]");
        assertThat(mistakes(rows, 6).get("groups[0]")).isEqualTo("holds a control character");
        ven("new").body("items", empty());
    }

    @Test
    void oneBadRowIsEnoughForNoneToBeMade() {
        made("old " + mark, Map.of());

        ValidatableResponse done = imported("venName\nnew %1$s\nold %1$s\n".formatted(mark));

        done.body("status", equalTo("REFUSED")).body("refused", equalTo(1)).body("made", equalTo(0));
        ven("new").body("items", empty());
    }

    @Test
    void badRowsAreLeftOutOnRequest() {
        made("old " + mark, Map.of());

        ValidatableResponse done =
                imported("venName,pollFrequency\nnew %1$s,\nold %1$s,\nbad %1$s,x\n".formatted(mark), "skipBad");

        done.body("status", equalTo("MADE"))
                .body("refused", equalTo(2))
                .body("made", equalTo(1))
                .body("done", equalTo(3));
        bad(done).body("items.line", contains(3, 4));
        ven("new").body("items", hasSize(1));
        ven("bad").body("items", empty());
    }

    @Test
    void whateverAnotherVenHasStandsAgainstARow() {
        String bound = TestCertificates.randomSha256();
        String awaited = TestCertificates.randomSha256();
        String released = TestCertificates.randomSha256();
        String holder =
                made("old " + mark, Map.of("sha256", bound, "venId", "i " + mark, "registrationId", "r " + mark));
        String waiting = made("waits " + mark, Map.of("sha256", awaited.substring(44)));
        String former = made("former " + mark, Map.of("sha256", released));
        as("operator")
                .body(Map.of("venName", "now " + mark))
                .patch("/v1/vens/" + former)
                .then()
                .statusCode(200);
        as("operator")
                .delete("/v1/vens/{venId}/certificates/{sha256}", former, released)
                .then()
                .statusCode(204);
        String other = TestCertificates.randomSha256();
        made("other " + mark, Map.of("sha256", other));
        String collides = "0".repeat(44) + other.substring(44);

        ValidatableResponse rows =
                bad(imported("""
                venName,venId,registrationId,sha256
                former %1$s,,,
                a %1$s,i %1$s,,
                b %1$s,x %1$s,r %1$s,
                c %1$s,,,%2$s
                d %1$s,,,%3$s
                e %1$s,,,%4$s
                f %1$s,,,%5$s
                """.formatted(mark, bound, collides, awaited.substring(44), released), "skipBad"));

        rows.body("items.line", contains(2, 3, 4, 5, 6, 7))
                .body(
                        "items.violations.field.flatten()",
                        contains("venName", "venId", "registrationId", "sha256", "sha256", "sha256"))
                .body("items[0].violations[0].message", containsString("was that of VEN " + former))
                .body("items[1].violations[0].message", equalTo("the venId is taken by VEN " + holder))
                .body("items[2].violations[0].message", equalTo("the registrationId is taken by VEN " + holder))
                .body("items[3].violations[0].message", containsString("is bound to VEN " + holder))
                .body("items[4].violations[0].message", containsString("the same OpenADR fingerprint"))
                .body("items[5].violations[0].message", containsString("VEN " + waiting + " waits for"));
        ven("f").body("items[0].certificates.sha256", contains(released)).body("items[0].status", equalTo("ACTIVE"));
    }

    @Test
    void whatTwoRowsHaveIsNamedAtTheSecondOne() {
        String sha256 = TestCertificates.randomSha256();

        ValidatableResponse rows = bad(imported("""
                venName,venId,registrationId,sha256
                a %1$s,x %1$s,r %1$s,%2$s
                a %1$s,,,
                b %1$s,x %1$s,r %1$s,
                c %1$s,,,%3$s
                """.formatted(mark, sha256, sha256.substring(44)), "dryRun"));

        rows.body("items.line", contains(3, 4, 5))
                .body("items.violations.flatten().message.unique()", contains("is that of line 2, too"))
                .body("items.violations.field.flatten()", contains("venName", "venId", "registrationId", "sha256"));
    }

    private Map<String, VenRecord> published() {
        try (var bus = new TestBus()) {
            return Stream.of("one ", "two ", "three ", "four ")
                    .map(name -> bus.awaitVen(ven -> ven.venName().equals(name + mark)))
                    .collect(Collectors.toMap(VenRecord::venName, ven -> ven));
        }
    }

    private static Map<String, String> mistakes(ValidatableResponse rows, int line) {
        List<Map<String, String>> violations =
                rows.extract().path("items.find { it.line == %d }.violations".formatted(line));
        return violations.stream().collect(Collectors.toMap(it -> it.get("field"), it -> it.get("message")));
    }

    private ValidatableResponse ven(String name) {
        return as("viewer")
                .queryParam("text", name + " " + mark)
                .get("/v1/vens")
                .then()
                .statusCode(200);
    }

    private static String made(String venName, Map<String, String> more) {
        Map<String, String> request = new HashMap<>(more);
        request.put("venName", venName);
        return as("operator")
                .body(request)
                .post("/v1/vens")
                .then()
                .statusCode(201)
                .extract()
                .path("venId");
    }
}
