package io.openvtn.certauthority.batch;

import static io.openvtn.certauthority.batch.BatchCalls.archive;
import static io.openvtn.certauthority.batch.BatchCalls.awaitDone;
import static io.openvtn.certauthority.batch.BatchCalls.csv;
import static io.openvtn.certauthority.batch.BatchCalls.unzipped;
import static io.openvtn.certauthority.batch.BatchCalls.zip;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BatchTest {

    @TempDir
    Path files;

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

        assertThat(archive).hasSize(4).containsKeys("result.csv", "ca-bundle.pem");
        String certificate = archive.keySet().stream()
                .filter(path -> path.endsWith("/ven.pem"))
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
        csv(new byte[] {'v', (byte) 0xff})
                .statusCode(422)
                .body("violations.message", hasItem(containsString("is not UTF-8")));
        csv("venName\n" + "x\n".repeat(3)).statusCode(422);
        csv("venName,keyAlgoritm\nx,RSA\n")
                .statusCode(422)
                .body("violations.message", hasItem(containsString("names a column keyAlgoritm")));
        csv("venName,keyAlgorithm\nx\n=cmd,EC\n\"open\n")
                .statusCode(422)
                .body("violations.message", hasItem(containsString("is not CSV from line 4")));
        csv("venName,keyAlgorithm\nx\n=cmd,EC\n")
                .statusCode(422)
                .body("violations.field", hasItems("line 2", "line 3"))
                .body("violations.message", hasItems(containsString("1 cells"), containsString("runs as a formula")));
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
}
