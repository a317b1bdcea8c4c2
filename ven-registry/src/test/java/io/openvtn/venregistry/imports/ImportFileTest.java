package io.openvtn.venregistry.imports;

import static io.openvtn.testkit.operator.Operators.as;
import static io.openvtn.venregistry.imports.ImportedFile.imported;
import static io.openvtn.venregistry.imports.ImportedFile.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.operator.UnfinishedRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files as a whole: which are taken, and how they are found again. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ImportFileTest {

    private final String mark = UUID.randomUUID().toString().substring(0, 18);

    @Test
    void aFileThatCannotBeReadIsRefusedAsAWhole() {
        refused("venName,group\na,b\n")
                .body("violations[0].message", containsString("there are venName, keyAlgorithm"));
        refused("name\na\n").body("violations.message.flatten()", hasSize(2));
        refused("venName\n\"a %s\n".formatted(mark))
                .body("violations[0].message", containsString("is not CSV from line 2"));
        refused("venName\n").body("detail", containsString("has no row"));
        post(as("operator"), new byte[] {'v', 'e', 'n', 'N', 'a', 'm', 'e', '\n', (byte) 0xE9})
                .then()
                .statusCode(422)
                .body("violations[0].message", containsString("is not UTF-8"));
        post(as("operator").queryParam("dryRun", "yes"), "venName\na\n")
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("dryRun"));
        String many = IntStream.rangeClosed(0, ImportReader.MOST_ROWS)
                .mapToObj(i -> mark + i)
                .collect(Collectors.joining("\n", "venName\n", "\n"));
        refused(many).body("detail", containsString("more than 250000 rows"));
        as("operator").body(Map.of("venName", mark)).post("/v1/imports").then().statusCode(415);
        post(as("viewer"), "venName\na\n").then().statusCode(403);
        as("viewer").queryParam("text", mark).get("/v1/vens").then().body("items", empty());
    }

    @Test
    void aFileOfAGigabyteIsRefusedBeforeItComes() throws IOException {
        assertThat(UnfinishedRequest.post("/v1/imports", "text/csv", 1_073_741_824))
                .startsWith("HTTP/1.1 413")
                .contains("the body has more than 67108864 bytes");
    }

    @Test
    void theSameFileUnderTheSameKeyIsOneImport() {
        String csv = "venName\none %s\n".formatted(mark);
        Response first = post(as("operator").header("Idempotency-Key", mark), csv);
        ImportedFile.ended(first).body("status", equalTo("MADE"));

        Response again = post(as("operator").header("Idempotency-Key", mark), csv);

        again.then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"));
        post(as("operator").header("Idempotency-Key", mark), csv + "two\n")
                .then()
                .statusCode(422);
    }

    @Test
    void importsAreListedAndOneThatIsNotThereIsNotFound() {
        String older = imported("venName\na %s\n".formatted(mark)).extract().path("importId");
        String newer = imported("venName\nb %s\n".formatted(mark)).extract().path("importId");

        as("viewer")
                .queryParam("limit", 1)
                .queryParam("after", newer)
                .get("/v1/imports")
                .then()
                .body("items.importId", contains(older));
        as("viewer").queryParam("after", "x").get("/v1/imports").then().statusCode(422);
        as("viewer").get("/v1/imports/import-none").then().statusCode(404);
        as("viewer").get("/v1/imports/import-none/rows").then().statusCode(404);
        as("viewer")
                .get("/v1/imports/" + older + "/rows")
                .then()
                .body("items", hasSize(1))
                .body("items[0].line", equalTo(2))
                .body("items[0].venId", notNullValue());
    }

    private static ValidatableResponse refused(String csv) {
        return post(as("operator"), csv).then().statusCode(422);
    }
}
