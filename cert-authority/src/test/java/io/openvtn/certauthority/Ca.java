package io.openvtn.certauthority;

import static io.openvtn.testkit.operator.Operators.as;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The API as operators call it. */
public final class Ca {

    private Ca() {}

    public static ValidatableResponse issue(String body) {
        return as("operator").body(body).post("/v1/certificates").then();
    }

    /** A VEN's certificate whose key the CA makes. */
    public static JsonPath issued(String venName, String keyAlgorithm) {
        awaitAuthorities();
        return issue(Json.createObjectBuilder()
                        .add("profile", "ven")
                        .add("venName", venName)
                        .add("keyAlgorithm", keyAlgorithm)
                        .build()
                        .toString())
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** The RSA authorities come some seconds after the start. */
    public static void awaitAuthorities() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> as("viewer")
                                .get("/v1/authorities")
                                .jsonPath()
                                .getList("items")
                                .size()
                        >= 6);
    }

    /** The name of the CA that has signed it. */
    public static String issuerOf(JsonPath issued) {
        return as("viewer")
                .get("/v1/certificates/" + issued.getString("sha256"))
                .then()
                .statusCode(200)
                .extract()
                .path("issuer");
    }

    public static ValidatableResponse revoke(String sha256, String reason) {
        return as("operator")
                .body("{\"reason\":\"" + reason + "\"}")
                .post("/v1/certificates/" + sha256 + "/revocation")
                .then();
    }

    public static ValidatableResponse release(String sha256) {
        return as("operator")
                .delete("/v1/certificates/" + sha256 + "/revocation")
                .then();
    }

    /** The leaf and its CAs as files that openssl reads. */
    public record PemFiles(String leaf, String issuing, String root) {}

    public static PemFiles write(Path folder, JsonPath issued) throws IOException {
        return new PemFiles(
                write(folder, "leaf.pem", issued.getString("certificate")),
                write(folder, "issuing.pem", issued.getString("chain[0]")),
                write(folder, "root.pem", issued.getString("chain[1]")));
    }

    public static String write(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
