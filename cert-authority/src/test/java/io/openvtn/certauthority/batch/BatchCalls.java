package io.openvtn.certauthority.batch;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Batches, as an operator orders and fetches them. */
final class BatchCalls {

    static final String PASSWORD = "a long archive password";

    private BatchCalls() {}

    static ValidatableResponse csv(String body) {
        return csv(body.getBytes(StandardCharsets.UTF_8));
    }

    static ValidatableResponse csv(byte[] body) {
        return as("operator")
                .contentType("text/csv")
                .header("X-Archive-Password", PASSWORD)
                .body(body)
                .post("/v1/batches")
                .then();
    }

    static ValidatableResponse zip(Map<String, String> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return as("operator")
                .contentType("application/zip")
                .body(bytes.toByteArray())
                .post("/v1/batches")
                .then();
    }

    static ValidatableResponse archive(String id, String password) {
        return as("operator")
                .header("X-Archive-Password", password)
                .get("/v1/batches/" + id + "/archive.zip")
                .then();
    }

    static void awaitDone(String id, int issued, int refused) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonPath batch = as("viewer").get("/v1/batches/" + id).jsonPath();
            assertThat(batch.getInt("issued")).isEqualTo(issued);
            assertThat(batch.getInt("refused")).isEqualTo(refused);
            assertThat(batch.getInt("pending")).isZero();
        });
    }

    static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}
