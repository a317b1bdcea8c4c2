package io.openvtn.certauthority.issuance;

import static io.openvtn.testkit.operator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.openvtn.certauthority.OpenSsl;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.Base64;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class IssuanceTest {

    @TempDir
    Path files;

    @Inject
    DataSource database;

    @Inject
    CertificateRepository repository;

    @Test
    void aVenCertificateIsForClientsAndForNothingElse() throws Exception {
        JsonPath issued = issue("{\"profile\":\"ven\",\"venName\":\"depot 1\"}")
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(verify(issued, "sslclient").exitCode()).isZero();
        assertThat(verify(issued, "sslserver").exitCode()).isNotZero();
        assertThat(issued.getString("openAdrFingerprint")).matches("([0-9A-F]{2}:){9}[0-9A-F]{2}");
    }

    @Test
    void aVtnCertificateIsForServersOfItsNamesAndForNothingElse() throws Exception {
        JsonPath issued = issue(
                        "{\"profile\":\"vtn\",\"commonName\":\"vtn\",\"dnsNames\":[\"vtn.example\",\"127.0.0.1\"]}")
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(verify(issued, "sslserver").exitCode()).isZero();
        assertThat(verify(issued, "sslclient").exitCode()).isNotZero();
        assertThat(OpenSsl.run("x509", "-in", write("leaf.pem", issued.getString("certificate")), "-noout", "-text")
                        .output())
                .contains("DNS:vtn.example", "IP Address:127.0.0.1");
    }

    @Test
    void theKeyInTheAnswerFitsTheCertificateAndIsKeptNowhere() throws Exception {
        JsonPath issued = issue("{\"profile\":\"ven\",\"venName\":\"depot 2\"}")
                .statusCode(201)
                .extract()
                .jsonPath();
        String key = issued.getString("privateKey");

        String ofKey =
                OpenSsl.run("pkey", "-in", write("leaf.key", key), "-pubout").output();
        String ofCertificate = OpenSsl.run(
                        "x509", "-in", write("leaf.pem", issued.getString("certificate")), "-noout", "-pubkey")
                .output();
        assertThat(ofKey).isEqualTo(ofCertificate).startsWith("-----BEGIN PUBLIC KEY");
        byte[] der = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
        assertThat(everythingStored()).doesNotContain(java.util.HexFormat.of().formatHex(der));
    }

    @Test
    void aPkcs12OpensWithOpensslAndWithJava() throws Exception {
        JsonPath issued = issue(
                        "{\"profile\":\"ven\",\"venName\":\"depot 3\",\"format\":\"pkcs12\",\"password\":\"longenough\"}")
                .statusCode(201)
                .extract()
                .jsonPath();
        byte[] store = Base64.getDecoder().decode(issued.getString("pkcs12"));
        Path file = Files.write(files.resolve("ven.p12"), store);

        var openssl = OpenSsl.run("pkcs12", "-in", file.toString(), "-passin", "pass:longenough", "-nodes");
        assertThat(openssl.exitCode()).as(openssl.output()).isZero();
        assertThat(openssl.output()).contains("PRIVATE KEY", "BEGIN CERTIFICATE");
        var java = KeyStore.getInstance(file.toFile(), "longenough".toCharArray());
        assertThat(java.getCertificateChain(java.aliases().nextElement())).hasSize(3);
    }

    @Test
    void aCsrGivesItsKeyAndNothingElse() throws Exception {
        String csr = csr("ec", "ec_paramgen_curve:P-256", "/CN=whatever/O=Evil", "subjectAltName=DNS:evil.example");

        JsonPath issued = issue(body("depot 4", csr)).statusCode(201).extract().jsonPath();

        assertThat(issued.getString("subject")).isEqualTo("CN=depot 4,OU=OpenADR VEN,O=OpenVTN");
        assertThat(issued.getString("privateKey")).isNull();
        assertThat(OpenSsl.run("x509", "-in", write("leaf.pem", issued.getString("certificate")), "-noout", "-text")
                        .output())
                .doesNotContain("evil");
    }

    @Test
    void aNameIsOneCommonNameWhateverItHolds() {
        issue("{\"profile\":\"ven\",\"venName\":\"x,O=Evil\"}")
                .statusCode(201)
                .body("subject", equalTo("CN=x\\,O\\=Evil,OU=OpenADR VEN,O=OpenVTN"));
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, rsa_keygen_bits:1024, subjectAltName=DNS:a, 1024 bits",
        "ec, ec_paramgen_curve:P-224, subjectAltName=DNS:a, another curve",
        "ec, ec_paramgen_curve:P-256, basicConstraints=CA:TRUE, CA certificate",
    })
    void refusesACsrThatItCannotGrant(String type, String option, String extension, String reason) throws Exception {
        long before = stored();

        issue(body("refused", csr(type, option, "/CN=a", extension)))
                .statusCode(422)
                .body("violations.field", hasItem("csr"))
                .body("violations[0].message", containsString(reason));

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void refusesACsrWhoseSignatureIsBroken() throws Exception {
        String csr = csr("ec", "ec_paramgen_curve:P-256", "/CN=a", "subjectAltName=DNS:a");
        byte[] der = Base64.getMimeDecoder().decode(csr.replaceAll("-----[A-Z ]+-----", ""));
        der[der.length - 1] ^= 1;
        String broken = "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";

        issue(body("broken", broken)).statusCode(422).body("violations.field", hasItem("csr"));
    }

    @Test
    void refusesAKeyThatAnotherVenUses() throws Exception {
        String csr = csr("ec", "ec_paramgen_curve:P-256", "/CN=a", "subjectAltName=DNS:a");
        issue(body("first owner", csr)).statusCode(201);

        issue(body("second owner", csr)).statusCode(422).body("violations[0].message", containsString("another VEN"));
        issue(body("first owner", csr)).statusCode(201);
    }

    @Test
    void namesEverythingThatIsWrongAtOnceAndStoresNothing() throws Exception {
        long before = stored();

        issue(
                        "{\"profile\":\"vtn\",\"venName\":\"x\",\"dnsNames\":[\"ok.example\",\"not a name\"],\"keyAlgorithm\":\"DSA\",\"lifetime\":\"PT1H\",\"format\":\"jks\"}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "violations.field",
                        hasItems("venName", "commonName", "dnsNames[1]", "keyAlgorithm", "lifetime", "format"));
        issue("{\"profile\":\"ven\",\"venName\":\"x\",\"lifetime\":\"P9500D\"}")
                .statusCode(422)
                .body("violations[0].message", containsString("issuing CA"));
        issue("{\"profile\":\"king\"}").statusCode(422).body("violations.field", hasItem("profile"));
        issue("{\"profile\":\"ven\",\"venName\":\"a\\u0000b\"}").statusCode(422);
        issue("{\"profile\":\"ven\",\"venNam\":\"a\"}").statusCode(400).body("detail", containsString("venNam"));
        issue("").statusCode(400);
        issue("{").statusCode(400);

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void whatNoToolSendsIsRefusedLikeAnythingElse() {
        issue("{\"profile\":\"vtn\",\"commonName\":\"x\",\"dnsNames\":[null]}")
                .statusCode(422)
                .body("violations.field", hasItem("dnsNames[0]"));
        issue("{\"profile\":\"ven\",\"venName\":\"\\ud800\"}").statusCode(422);
        issue("{\"profile\":\"ven\",\"venName\":\"" + "#".repeat(64) + "\"}")
                .statusCode(201)
                .body("venName", equalTo("#".repeat(64)));
    }

    @Test
    void onlyOperatorsIssueAndOnlyKnownUsersRead() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/certificates")
                .then()
                .statusCode(401);
        as("viewer").body("{}").post("/v1/certificates").then().statusCode(403);
        given().get("/v1/certificates").then().statusCode(401);
        given().get("/v1/authorities").then().statusCode(401);
        given().get("/v1/authorities/bundle.pem")
                .then()
                .statusCode(200)
                .body(startsWith("-----BEGIN CERTIFICATE-----"));
    }

    @Test
    void listsPageByPageAndFinds() {
        String sha256 =
                issue("{\"profile\":\"ven\",\"venName\":\"listed\"}").extract().path("sha256");
        issue("{\"profile\":\"ven\",\"venName\":\"listed\"}").statusCode(201);

        String next = viewer().get("/v1/certificates?venName=listed&limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .extract()
                .path("next");
        viewer().get("/v1/certificates?venName=listed&limit=1&after=" + next)
                .then()
                .body("items.size()", equalTo(1))
                .body("next", equalTo(null));
        viewer().get("/v1/certificates/" + sha256).then().statusCode(200).body("status", equalTo("valid"));
        viewer().get("/v1/certificates/" + "0".repeat(64)).then().statusCode(404);
        viewer().get("/v1/certificates?status=lost&limit=0")
                .then()
                .statusCode(422)
                .body("violations.size()", equalTo(2));
    }

    @Test
    void serialsAreRandomAndPositive() {
        issue("{\"profile\":\"ven\",\"venName\":\"serial\"}").body("serial", matchesPattern("[0-9a-f]{20,40}"));
    }

    private static io.restassured.specification.RequestSpecification viewer() {
        return as("viewer");
    }

    private static ValidatableResponse issue(String body) {
        return as("operator").body(body).post("/v1/certificates").then();
    }

    private static String body(String venName, String csr) {
        return Json.createObjectBuilder()
                .add("profile", "ven")
                .add("venName", venName)
                .add("csr", csr)
                .build()
                .toString();
    }

    private String csr(String type, String option, String subject, String extension)
            throws IOException, InterruptedException {
        Path out = files.resolve("request.csr");
        var made = OpenSsl.run(
                "req",
                "-new",
                "-newkey",
                type,
                "-pkeyopt",
                option,
                "-nodes",
                "-subj",
                subject,
                "-addext",
                extension,
                "-keyout",
                files.resolve("request.key").toString(),
                "-out",
                out.toString());
        assertThat(made.exitCode()).as(made.output()).isZero();
        return Files.readString(out);
    }

    private OpenSsl.Result verify(JsonPath issued, String purpose) throws IOException, InterruptedException {
        return OpenSsl.run(
                "verify",
                "-x509_strict",
                "-purpose",
                purpose,
                "-CAfile",
                write("root.pem", issued.getString("chain[1]")),
                "-untrusted",
                write("issuing.pem", issued.getString("chain[0]")),
                write("leaf.pem", issued.getString("certificate")));
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(files.resolve(name), content).toString();
    }

    /** What operators have asked for: batches of other tests may still be under way. */
    private long stored() {
        return repository.count("issuedBy", "operator");
    }

    private String everythingStored() throws SQLException {
        var all = new StringBuilder();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select c::text from certificate c union all select a::text from authority a")) {
            while (rows.next()) {
                all.append(rows.getString(1));
            }
        }
        return all.toString();
    }
}
