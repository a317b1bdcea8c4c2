package io.openvtn.certauthority.batch;

import static io.openvtn.certauthority.batch.BatchCalls.PASSWORD;
import static io.openvtn.certauthority.batch.BatchCalls.archive;
import static io.openvtn.certauthority.batch.BatchCalls.awaitDone;
import static io.openvtn.certauthority.batch.BatchCalls.csv;
import static io.openvtn.certauthority.batch.BatchCalls.unzipped;
import static io.openvtn.certauthority.batch.BatchCalls.zip;
import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.embedded.EmbeddedServices;
import io.openvtn.testkit.tool.Drives;
import io.openvtn.testkit.tool.Tool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.bouncycastle.asn1.ASN1InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator gets of a batch. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BatchArchiveTest {

    /** Stands in for OpenLEADR, which comes from a registry of packages for Python: does with its arguments what it does with them. */
    private static final String OPENLEADR = """
            import os
            import ssl


            class OpenADRClient:
                def __init__(self, ven_name, vtn_url, cert, key, passphrase, ca_file):
                    ssl.create_default_context(cafile=ca_file).load_cert_chain(cert, key, passphrase)
                    print(ven_name, vtn_url, flush=True)

                def add_handler(self, name, callback):
                    print(name, flush=True)

                async def run(self):
                    print('runs', flush=True)
                    os._exit(0)
            """;

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

        assertThat(archive).hasSize(10).containsKeys("ca-bundle.pem", "result.csv");
        for (String file : List.of("ven.pem", "ven.key", "ven.p12", "ca-bundle.pem")) {
            assertThat(archive).containsKeys("vens/00001-batch_ec/" + file, "vens/00002-batch__rsa/" + file);
        }
        List<String> result = new String(archive.get("result.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(result.get(2)).startsWith("2,\"batch, rsa\",issued,");
        String password = result.get(1).split(",")[5];
        assertThat(password).hasSize(32).isNotEqualTo(result.get(2).split(",")[6]);
        Path store = Files.write(files.resolve("ven.p12"), archive.get("vens/00001-batch_ec/ven.p12"));
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
    @Drives(Tool.PYTHON)
    void aFolderHasAllThatItsVenNeeds() throws Exception {
        Ca.awaitAuthorities();
        String name = "it's \"one\" Ü " + UUID.randomUUID();
        String id = csv("venName\n\"" + name.replace("\"", "\"\"") + "\"\n")
                .statusCode(202)
                .extract()
                .path("id");
        awaitDone(id, 1, 0);
        Map<String, byte[]> archive = unzipped(archiveWith(id, "https://vtn.utility.example:8443/"));
        String folder = archive.keySet().stream()
                .filter(path -> path.endsWith("/curl.conf"))
                .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
                .findFirst()
                .orElseThrow();
        archive.forEach((path, content) -> {
            if (path.startsWith(folder)) {
                write(path.substring(folder.length()), content);
            }
        });
        write("openleadr.py", OPENLEADR.getBytes(StandardCharsets.UTF_8));

        assertThat(Files.readString(files.resolve("curl.conf")))
                .contains("url = \"https://vtn.utility.example:8443/OpenADR2/Simple/2.0b/EiRegisterParty\"");
        var python = new ProcessBuilder("python3", "openleadr-ven.py")
                .directory(files.toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.resolve("output").toFile())
                .start();
        assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(files.resolve("output")))
                .isEqualTo(
                        "%s https://vtn.utility.example:8443/OpenADR2/Simple/2.0b\non_event\nruns\n".formatted(name));
        var verified = OpenSsl.run(
                "verify",
                "-CAfile",
                files.resolve("ca-bundle.pem").toString(),
                files.resolve("ven.pem").toString());
        assertThat(verified.output()).contains("OK");
    }

    @Test
    void theEncryptedArchiveOpensWithTheBatchsPasswordAlone() throws Exception {
        Ca.awaitAuthorities();
        String id =
                csv("venName\nencrypted " + UUID.randomUUID() + "\n").extract().path("id");
        awaitDone(id, 1, 0);
        encrypted(id, "not the password").statusCode(403);
        write("archive.p7m", encrypted(id, PASSWORD).statusCode(200).extract().asByteArray());

        try (var envelope = new ASN1InputStream(Files.newInputStream(files.resolve("archive.p7m")))) {
            assertThat(envelope.readObject()).isNotNull();
            assertThat(envelope.read()).as("nothing comes behind it").isEqualTo(-1);
        }
        assertThat(decrypted(PASSWORD).exitCode()).isZero();
        assertThat(unzipped(Files.readAllBytes(files.resolve("archive.zip"))))
                .hasSameSizeAs(unzipped(archive(id, PASSWORD).extract().asByteArray()))
                .containsKey("result.csv");
        assertThat(decrypted("another long password").exitCode()).isNotZero();
    }

    @Test
    void aBatchOfRequestsHasNoPasswordToEncryptWith() throws Exception {
        String id = zip(Map.of("x.csr", "no request")).statusCode(202).extract().path("id");
        awaitDone(id, 0, 1);

        encrypted(id, PASSWORD).statusCode(409).body("detail", containsString("fetch archive.zip"));
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        for (String url : List.of(
                "http://vtn.example", "vtn.example", "https://", "https://x/?y", "https://\"x", "x".repeat(600))) {
            as("operator")
                    .header("X-Archive-Password", PASSWORD)
                    .queryParam("vtnUrl", url)
                    .get("/v1/batches/batch-0/archive.zip")
                    .then()
                    .statusCode(422)
                    .body("violations.field", hasItem("vtnUrl"));
        }
    }

    private OpenSsl.Result decrypted(String password) throws Exception {
        return OpenSsl.run(
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                files.resolve("archive.p7m").toString(),
                "-pwri_password",
                password,
                "-out",
                files.resolve("archive.zip").toString());
    }

    private static byte[] archiveWith(String id, String vtnUrl) {
        return as("operator")
                .header("X-Archive-Password", PASSWORD)
                .queryParam("vtnUrl", vtnUrl)
                .get("/v1/batches/" + id + "/archive.zip")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static ValidatableResponse encrypted(String id, String password) {
        return as("operator")
                .header("X-Archive-Password", password)
                .get("/v1/batches/" + id + "/archive.p7m")
                .then();
    }

    private void write(String name, byte[] content) {
        try {
            Files.write(files.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
