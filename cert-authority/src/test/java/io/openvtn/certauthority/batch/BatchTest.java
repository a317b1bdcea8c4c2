package io.openvtn.certauthority.batch;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.certauthority.order.OddRequests;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BatchTest {

    private static final String PASSWORD = "a long archive password";

    @TempDir
    Path files;

    @Inject
    DataSource database;

    @Test
    void keysThatAreMadeHereComeOutWithTheOperatorsPasswordAlone() throws Exception {
        Ca.awaitAuthorities();
        String id = csv("venName,keyAlgorithm\nbatch ec,EC\n\"batch, rsa\",RSA\n")
                .statusCode(202)
                .extract()
                .path("id");
        awaitDone(id, 2, 0);

        archive(id, "not the password").statusCode(403);
        Map<String, byte[]> archive =
                unzipped(archive(id, PASSWORD).statusCode(200).extract().asByteArray());

        assertThat(archive)
                .containsOnlyKeys(
                        "ca-bundle.pem", "vens/00001-batch_ec.p12", "vens/00002-batch__rsa.p12", "result.csv");
        List<String> result = new String(archive.get("result.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(result.get(2)).startsWith("2,\"batch, rsa\",issued,");
        String password = result.get(1).split(",")[5];
        assertThat(password).hasSize(32).isNotEqualTo(result.get(2).split(",")[6]);
        Path store = Files.write(files.resolve("ven.p12"), archive.get("vens/00001-batch_ec.p12"));
        var opened = OpenSsl.run("pkcs12", "-in", store.toString(), "-passin", "pass:" + password, "-nodes");
        assertThat(opened.exitCode()).as(opened.output()).isZero();
        assertThat(opened.output()).contains("PRIVATE KEY", "CN = batch ec", "EC VEN Issuing CA");
        Path bundle = Files.write(files.resolve("bundle.pem"), archive.get("ca-bundle.pem"));
        Path leaf = Files.writeString(files.resolve("leaf.pem"), opened.output());
        assertThat(OpenSsl.run("verify", "-CAfile", bundle.toString(), leaf.toString())
                        .output())
                .contains("OK");
        String key = opened.output().substring(opened.output().indexOf("-----BEGIN PRIVATE KEY"));
        byte[] der = Base64.getMimeDecoder()
                .decode(key.substring(0, key.indexOf("-----END")).replaceAll("-----[A-Z ]+-----", ""));
        assertThat(everythingStored())
                .doesNotContain(HexFormat.of().formatHex(der))
                .doesNotContain(HexFormat.of().formatHex(password.getBytes(StandardCharsets.US_ASCII)));
        assertThat(archive(id, PASSWORD).extract().asByteArray())
                .as("made once")
                .isEqualTo(archive(id, PASSWORD).extract().asByteArray());
    }

    @Test
    void theArchiveIsThereWhenAllIsIssued() throws SQLException {
        Ca.awaitAuthorities();
        String id;
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("lock table certificate in share mode");
                id = csv("venName\nlate " + UUID.randomUUID() + "\n")
                        .statusCode(202)
                        .extract()
                        .path("id");

                archive(id, PASSWORD)
                        .statusCode(409)
                        .contentType("application/problem+json")
                        .body("detail", containsString("1 of the 1 certificates"));
                archive(id, "not the password").statusCode(403);
            } finally {
                connection.rollback();
            }
        }
        awaitDone(id, 1, 0);
        archive(id, PASSWORD).statusCode(200);
    }

    @Test
    void batchesAreListedTheNewestFirst() {
        Ca.awaitAuthorities();
        String older = csv("venName\na " + UUID.randomUUID() + "\n").extract().path("id");
        String newer = csv("venName\nb " + UUID.randomUUID() + "\n").extract().path("id");

        String next = as("viewer")
                .get("/v1/batches?limit=1")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(newer)))
                .extract()
                .path("next");
        as("viewer").get("/v1/batches?limit=1&after=" + next).then().body("items.id", equalTo(List.of(older)));
        as("viewer").get("/v1/batches?after=batch-none").then().statusCode(422);
    }

    @Test
    void requestsOfVensWithKeysOfTheirOwn() throws Exception {
        String good = csr("good");
        String id = zip(Map.of("depot 1.csr", good, "depot 2.pem", good, "depot 3.csr", "no request"))
                .statusCode(202)
                .extract()
                .path("id");
        awaitDone(id, 1, 2);

        Map<String, byte[]> archive =
                unzipped(archive(id, "").statusCode(200).extract().asByteArray());

        assertThat(archive).hasSize(3).containsKeys("result.csv", "ca-bundle.pem");
        String certificate = archive.keySet().stream()
                .filter(path -> path.startsWith("vens/"))
                .findFirst()
                .orElseThrow();
        assertThat(new String(archive.get(certificate), StandardCharsets.US_ASCII))
                .as("the certificate, its issuing CA and the root")
                .matches(pem -> pem.split("-----BEGIN CERTIFICATE-----").length == 4);
        assertThat(new String(archive.get("result.csv"), StandardCharsets.UTF_8))
                .contains("another VEN", "not a PKCS#10 request");
    }

    @Test
    void oneOddRequestStopsNeitherItsBatchNorTheNext() throws Exception {
        Map<String, String> requests = new LinkedHashMap<>();
        OddRequests.withOddExtensions().forEach((what, pem) -> requests.put(what + ".csr", pem));
        requests.put("good.csr", csr("beside odd ones"));
        String odd = zip(requests).statusCode(202).extract().path("id");
        String next =
                zip(Map.of("next.csr", csr("next"))).statusCode(202).extract().path("id");

        awaitDone(odd, 1, 4);
        awaitDone(next, 1, 0);
        as("operator")
                .body(Map.of("venName", "odd", "csr", requests.get("an empty set.csr")))
                .post("/v1/certificates")
                .then()
                .statusCode(422);
    }

    @Test
    void saysWhatIsWrongAndStoresNothing() throws Exception {
        csv("venName,keyAlgorithm\na,EC\na,EC\n,EC\nb,DSA\n")
                .statusCode(422)
                .body("violations.field", hasItems("line 3", "line 4", "line 5"));
        csv("name\nx\n").statusCode(422);
        csv("venName\n").statusCode(422).body("violations.message", hasItem("names no VEN"));
        csv(new byte[] {'v', (byte) 0xff}).statusCode(422).body("violations.message", hasItem("is not UTF-8"));
        csv("venName\n" + "x\n".repeat(3)).statusCode(422);
        as("operator")
                .contentType("text/csv")
                .header("X-Archive-Password", "short")
                .body("venName\nx\n")
                .post("/v1/batches")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("X-Archive-Password"));
        as("operator")
                .contentType("application/zip")
                .body(new byte[] {1, 2, 3})
                .post("/v1/batches")
                .then()
                .statusCode(422);
        zip(Map.of("big.csr", "x".repeat(20_000))).statusCode(422).body("violations.field", hasItem("big.csr"));
        as("viewer")
                .contentType("text/csv")
                .body("venName\nx\n")
                .post("/v1/batches")
                .then()
                .statusCode(403);
        as("viewer").get("/v1/batches/batch-0").then().statusCode(404);
    }

    @Test
    void aZipThatIsABombIsNotInflated() throws Exception {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("bomb.csr", " ".repeat(20_000_000));
        entries.put("after.csr", "never looked at");

        zip(entries)
                .statusCode(422)
                .body("violations.field", equalTo(List.of("bomb.csr")))
                .body("violations.message", hasItem(containsString("was not read")));
    }

    private static ValidatableResponse csv(String body) {
        return csv(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse csv(byte[] body) {
        return as("operator")
                .contentType("text/csv")
                .header("X-Archive-Password", PASSWORD)
                .body(body)
                .post("/v1/batches")
                .then();
    }

    private static ValidatableResponse zip(Map<String, String> entries) throws IOException {
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

    private static ValidatableResponse archive(String id, String password) {
        return as("operator")
                .header("X-Archive-Password", password)
                .get("/v1/batches/" + id + "/archive.zip")
                .then();
    }

    private static void awaitDone(String id, int issued, int refused) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonPath batch = as("viewer").get("/v1/batches/" + id).jsonPath();
            assertThat(batch.getInt("issued")).isEqualTo(issued);
            assertThat(batch.getInt("refused")).isEqualTo(refused);
            assertThat(batch.getInt("pending")).isZero();
        });
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private String csr(String name) throws Exception {
        Path out = files.resolve(name + ".csr");
        OpenSsl.run(
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=any",
                "-keyout",
                files.resolve(name + ".key").toString(),
                "-out",
                out.toString());
        return Files.readString(out);
    }

    private String everythingStored() throws SQLException {
        var all = new StringBuilder();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select c::text from certificate c union all select i::text from batch_item i union all select b::text from batch b")) {
            while (rows.next()) {
                all.append(rows.getString(1));
            }
        }
        return all.toString();
    }
}
