package io.openvtn.venregistry.imports;

import static io.openvtn.testkit.operator.Operators.as;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Hands files in, and waits for what comes of them. */
final class ImportedFile {

    private static final List<String> UNDER_WAY = List.of("CHECKING", "MAKING");

    private ImportedFile() {}

    static Response post(RequestSpecification as, String csv) {
        return post(as, csv.getBytes(StandardCharsets.UTF_8));
    }

    static Response post(RequestSpecification as, byte[] csv) {
        return as.contentType("text/csv").body(csv).post("/v1/imports");
    }

    /** Hands it in, all or nothing. */
    static ValidatableResponse imported(String csv) {
        return ended(post(as("operator"), csv));
    }

    static ValidatableResponse imported(String csv, String flag) {
        return ended(post(as("operator").queryParam(flag, true), csv));
    }

    static ValidatableResponse ended(Response taken) {
        String importId = taken.then().statusCode(202).extract().path("importId");
        return ended(importId);
    }

    static ValidatableResponse ended(String importId) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> as("viewer").get("/v1/imports/" + importId).then().statusCode(200),
                        now -> !UNDER_WAY.contains(now.extract().<String>path("status")));
    }

    /** The bad rows of an import that has ended. */
    static ValidatableResponse bad(ValidatableResponse ended) {
        String importId = ended.extract().path("importId");
        return as("viewer")
                .queryParam("refused", true)
                .get("/v1/imports/" + importId + "/rows")
                .then()
                .statusCode(200);
    }
}
