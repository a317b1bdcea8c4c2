package io.openvtn.certauthority.enrolment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EST as a device speaks it that has curl and openssl and nothing else. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EstTest {

    @TempDir
    Path files;

    @Inject
    EstServer server;

    @Inject
    Enrolment enrolment;

    private Path trusted;

    @BeforeEach
    void trust() throws IOException {
        Ca.awaitAuthorities();
        String bundle =
                given().get("/v1/authorities/bundle.pem").then().extract().asString();
        trusted = Files.writeString(files.resolve("bundle.pem"), bundle);
    }

    @Test
    void aDeviceEnrolsWithATokenAndReenrolsWithItsCertificate() throws Exception {
        String token = token("est device").getString("token");
        Path request = request("device");

        Path first = certificate(curl("simpleenroll", request, "-u", "anything:" + token), "first.pem");
        assertThat(subject(first)).contains("est device");
        verify(first);

        Path second = certificate(
                curl(
                        "simplereenroll",
                        request,
                        "--cert",
                        first.toString(),
                        "--key",
                        files.resolve("device.key").toString()),
                "second.pem");
        assertThat(subject(second)).contains("est device");
        assertThat(Files.readString(second)).isNotEqualTo(Files.readString(first));

        Path newKey = request("new");
        Path third = certificate(
                curl(
                        "simplereenroll",
                        newKey,
                        "--cert",
                        second.toString(),
                        "--key",
                        files.resolve("device.key").toString()),
                "third.pem");
        verify(third);
    }

    @Test
    void aDeviceThatRenewsInALoopIsToldToWait() throws Exception {
        Path request = request("looping");
        Path first = certificate(
                curl(
                        "simpleenroll",
                        request,
                        "-u",
                        ":" + token("looping device").getString("token")),
                "loop.pem");
        String[] itself = {
            "--cert", first.toString(), "--key", files.resolve("looping.key").toString()
        };
        for (int i = 0; i < 3; i++) {
            assertThat(curl("simplereenroll", request, itself).status()).isEqualTo(200);
        }

        Result refused = curl("simplereenroll", request, itself);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.output()).contains("has renewed its certificate 3 times within a day");
    }

    @Test
    void aDeviceOfAHierarchyThatIsYoungerThanTheListenerRenews() throws Exception {
        Ca.as("admin").post("/v1/hierarchies/rsa/rollover").then().statusCode(201);
        Ca.as("admin").post("/v1/hierarchies/rsa/activation").then().statusCode(200);
        Path key = files.resolve("rolled.key");
        Path request = files.resolve("rolled.csr");
        OpenSsl.run(("req -new -newkey rsa:2048 -nodes -subj /CN=d -keyout %s -out %s.pem".formatted(key, request))
                .split(" "));
        OpenSsl.run(("req -in %s.pem -outform DER -out %s.der".formatted(request, request)).split(" "));
        OpenSsl.run(("base64 -in %s.der -out %s".formatted(request, request)).split(" "));
        Path first = certificate(
                curl("simpleenroll", request, "-u", ":" + token("rolled device").getString("token")), "rolled.pem");

        Result renewed = curl("simplereenroll", request, "--cert", first.toString(), "--key", key.toString());

        assertThat(renewed.status()).as(renewed.output()).isEqualTo(200);
    }

    @Test
    void theAuthoritiesAreThereForEverybody() throws Exception {
        Result answer = run("curl", "-sS", "--cacert", trusted.toString(), url("cacerts"));

        Path store = Files.writeString(files.resolve("ca.p7"), pkcs7(answer.output()));
        String printed =
                OpenSsl.run("pkcs7", "-in", store.toString(), "-print_certs").output();
        assertThat(printed.split("BEGIN CERTIFICATE")).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameKeyAlone() throws Exception {
        String token = token("asks twice").getString("token");
        Path request = request("twice");

        String first = curl("simpleenroll", request, "-u", ":" + token).output();
        String second = curl("simpleenroll", request, "-u", ":" + token).output();
        Result other = curl("simpleenroll", request("thief"), "-u", ":" + token);

        assertThat(second).isEqualTo(first);
        assertThat(other.status()).isEqualTo(401);
    }

    @Test
    void fiftyParallelUsesOfATokenMakeOneCertificate() throws Exception {
        String token = token("parallel").getString("token");
        List<Callable<Enrolment.Outcome>> uses = IntStream.range(0, 50)
                .mapToObj(i -> {
                    var keys = io.openvtn.certauthority.authority.KeyAlgorithm.EC.makeLeafKeys();
                    var key = new io.openvtn.certauthority.issuance.Order.KeySource.Theirs(keys.getPublic());
                    return (Callable<Enrolment.Outcome>) () -> enrolment.enrol(token, key);
                })
                .collect(Collectors.toList());
        var threads = Executors.newFixedThreadPool(8);
        Set<Enrolment.Outcome> outcomes = new HashSet<>();
        for (var outcome : threads.invokeAll(uses)) {
            outcomes.add(outcome.get());
        }
        threads.shutdown();

        assertThat(outcomes)
                .filteredOn(Enrolment.Outcome.Enrolled.class::isInstance)
                .hasSize(1);
        assertThat(outcomes).hasSize(2).contains(new Enrolment.Outcome.NoToken());
        Ca.as("viewer")
                .get("/v1/certificates?venName=parallel")
                .then()
                .body("items.size()", org.hamcrest.Matchers.equalTo(1));
    }

    @Test
    void aTokenThatWasWithdrawnIsNone() throws Exception {
        JsonPath token = token("withdrawn");
        Ca.as("operator")
                .delete("/v1/enrolment-tokens/" + token.getString("id"))
                .then()
                .statusCode(204);

        assertThat(curl("simpleenroll", request("late"), "-u", ":" + token.getString("token"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aRevokedCertificateCannotReenrol() throws Exception {
        JsonPath issued = Ca.issued("revoked device", "EC");
        Path certificate = Files.writeString(files.resolve("revoked.pem"), issued.getString("certificate"));
        Path key = Files.writeString(files.resolve("revoked.key"), issued.getString("privateKey"));
        Ca.revoke(issued.getString("sha256"), "keyCompromise").statusCode(200);

        Result answer =
                curl("simplereenroll", request("again"), "--cert", certificate.toString(), "--key", key.toString());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.output()).contains("revoked");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path request = request("wrong");
        assertThat(curl("simpleenroll", request).status()).isEqualTo(401);
        assertThat(curl("simpleenroll", request, "-u", ":guessed").status()).isEqualTo(401);
        assertThat(curl("simplereenroll", request).status()).isEqualTo(401);
        String token = token("wrong body").getString("token");
        Path noRequest = Files.writeString(files.resolve("none.b64"), "AAAA");
        assertThat(curl("simpleenroll", noRequest, "-u", ":" + token).status()).isEqualTo(400);
        Path huge = Files.writeString(files.resolve("huge.b64"), "A".repeat(100_000));
        assertThat(curl("simpleenroll", huge, "-u", ":" + token).status()).isEqualTo(413);
        assertThat(curl("fullcmc", request, "-u", ":" + token).status()).isEqualTo(404);
        Ca.as("operator")
                .body("{\"venName\":\"\",\"lifetime\":\"P400D\"}")
                .post("/v1/enrolment-tokens")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("venName"))
                .body("violations.field", hasItem("lifetime"));
        Ca.as("viewer").body("{}").post("/v1/enrolment-tokens").then().statusCode(403);
        Ca.as("viewer")
                .get("/v1/enrolment-tokens")
                .then()
                .statusCode(200)
                .body("items.token", org.hamcrest.Matchers.everyItem(org.hamcrest.Matchers.nullValue()));
    }

    private static JsonPath token(String venName) {
        return Ca.as("operator")
                .body("{\"venName\":\"" + venName + "\"}")
                .post("/v1/enrolment-tokens")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private record Result(int status, String output) {}

    private String url(String operation) {
        return "https://localhost:%d/.well-known/est/%s".formatted(server.port().orElseThrow(), operation);
    }

    /** A request in base64, as EST wants it; its key lies beside it. */
    private Path request(String name) throws Exception {
        Path der = files.resolve(name + ".der");
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
                "-outform",
                "DER",
                "-out",
                der.toString());
        Path base64 = files.resolve(name + ".b64");
        OpenSsl.run("base64", "-in", der.toString(), "-out", base64.toString());
        return base64;
    }

    private Result curl(String operation, Path request, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "--cacert",
                trusted.toString(),
                "-H",
                "Content-Type: application/pkcs10",
                "--data-binary",
                "@" + request,
                "-w",
                "\n%{http_code}"));
        command.addAll(List.of(options));
        command.add(url(operation));
        Result raw = run(command.toArray(String[]::new));
        int end = raw.output().lastIndexOf('\n');
        return new Result(
                Integer.parseInt(raw.output().substring(end + 1).strip()),
                raw.output().substring(0, end));
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), output);
    }

    private static String pkcs7(String base64) {
        return "-----BEGIN PKCS7-----\n" + base64.strip() + "\n-----END PKCS7-----\n";
    }

    private Path certificate(Result answer, String name) throws Exception {
        assertThat(answer.status()).as(answer.output()).isEqualTo(200);
        Path store = Files.writeString(files.resolve(name + ".p7"), pkcs7(answer.output()));
        Path certificate = files.resolve(name);
        OpenSsl.run("pkcs7", "-in", store.toString(), "-print_certs", "-out", certificate.toString());
        return certificate;
    }

    private static String subject(Path certificate) throws Exception {
        return OpenSsl.run("x509", "-in", certificate.toString(), "-noout", "-subject")
                .output();
    }

    private void verify(Path certificate) throws Exception {
        var verified =
                OpenSsl.run("verify", "-purpose", "sslclient", "-CAfile", trusted.toString(), certificate.toString());
        assertThat(verified.exitCode()).as(verified.output()).isZero();
    }
}
