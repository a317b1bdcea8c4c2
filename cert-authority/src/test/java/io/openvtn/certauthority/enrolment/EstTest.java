package io.openvtn.certauthority.enrolment;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.certauthority.order.OddRequests;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private EstDevice device;

    @BeforeEach
    void trust() throws IOException {
        device = new EstDevice(files, server.port().orElseThrow());
    }

    @Test
    void aRequestThatTricklesIsCutOff() throws Exception {
        try (var socket = device.connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("POST /.well-known/est/simpleenroll HTTP/1.1\r\nHost: ca\r\nContent-Length: 100\r\n\r\nM"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aDeviceEnrolsWithATokenAndReenrolsWithItsCertificate() throws Exception {
        String token = EstDevice.token("est device").getString("token");
        Path request = device.request("device");

        Path first = device.certificate(device.curl("simpleenroll", request, "-u", "anything:" + token), "first.pem");
        assertThat(EstDevice.subject(first)).contains("est device");
        device.verify(first);

        Path second = device.certificate(
                device.curl(
                        "simplereenroll",
                        request,
                        "--cert",
                        first.toString(),
                        "--key",
                        files.resolve("device.key").toString()),
                "second.pem");
        assertThat(EstDevice.subject(second)).contains("est device");
        assertThat(Files.readString(second)).isNotEqualTo(Files.readString(first));

        Path newKey = device.request("new");
        Path third = device.certificate(
                device.curl(
                        "simplereenroll",
                        newKey,
                        "--cert",
                        second.toString(),
                        "--key",
                        files.resolve("device.key").toString()),
                "third.pem");
        device.verify(third);
    }

    @Test
    void theAuthoritiesAreThereForEverybody() throws Exception {
        EstDevice.Result answer =
                EstDevice.run("curl", "-sS", "--cacert", device.trusted().toString(), device.url("cacerts"));

        Path store = Files.writeString(files.resolve("ca.p7"), EstDevice.pkcs7(answer.output()));
        String printed =
                OpenSsl.run("pkcs7", "-in", store.toString(), "-print_certs").output();
        assertThat(printed.split("BEGIN CERTIFICATE")).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameKeyAlone() throws Exception {
        String token = EstDevice.token("asks twice").getString("token");
        Path request = device.request("twice");

        String first = device.curl("simpleenroll", request, "-u", ":" + token).output();
        String second = device.curl("simpleenroll", request, "-u", ":" + token).output();
        EstDevice.Result other = device.curl("simpleenroll", device.request("thief"), "-u", ":" + token);

        assertThat(second).isEqualTo(first);
        assertThat(other.status()).isEqualTo(401);
    }

    @Test
    void fiftyParallelUsesOfATokenMakeOneCertificate() throws Exception {
        String token = EstDevice.token("parallel").getString("token");
        List<Callable<String>> uses = IntStream.range(0, 50)
                .mapToObj(i -> {
                    var keys = io.openvtn.certauthority.authority.KeyAlgorithm.EC.makeLeafKeys();
                    var key = new io.openvtn.certauthority.order.Order.KeySource.Theirs(keys.getPublic());
                    return (Callable<String>) () -> Said.to(enrolment.enrol(token, key));
                })
                .collect(Collectors.toList());
        var threads = Executors.newFixedThreadPool(8);
        Set<String> outcomes = new HashSet<>();
        for (var outcome : threads.invokeAll(uses)) {
            outcomes.add(outcome.get());
        }
        threads.shutdown();

        assertThat(outcomes).filteredOn(said -> said.startsWith("enrolled ")).hasSize(1);
        assertThat(outcomes).hasSize(2).contains("no token");
        as("viewer").get("/v1/certificates?venName=parallel").then().body("items.size()", equalTo(1));
    }

    @Test
    void anotherVensKeyIsRefusedAndTheTokenStaysGood() throws Exception {
        Path request = device.request("shared");
        String first = EstDevice.token("first owner").getString("token");
        var second = EstDevice.token("second owner");
        String[] withSecond = {"-u", ":" + second.getString("token")};
        assertThat(device.curl("simpleenroll", request, "-u", ":" + first).status())
                .isEqualTo(200);

        EstDevice.Result refused = device.curl("simpleenroll", request, withSecond);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.output()).contains("csr: its key is in a certificate of another VEN");
        // An entry is listed once it is chained.
        await().untilAsserted(() -> as("admin")
                .get("/v1/audit?limit=1")
                .then()
                .body("items[0].action", equalTo("refused"))
                .body("items[0].actor", equalTo("token:" + second.getString("id")))
                .body("items[0].subject", equalTo("second owner")));
        assertThat(device.curl("simpleenroll", device.request("own"), withSecond)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatWasWithdrawnIsNone() throws Exception {
        JsonPath token = EstDevice.token("withdrawn");
        as("operator")
                .delete("/v1/enrolment-tokens/" + token.getString("id"))
                .then()
                .statusCode(204);

        assertThat(device.curl("simpleenroll", device.request("late"), "-u", ":" + token.getString("token"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aRevokedCertificateCannotReenrol() throws Exception {
        JsonPath issued = Ca.issued("revoked device", "EC");
        Path certificate = Files.writeString(files.resolve("revoked.pem"), issued.getString("certificate"));
        Path key = Files.writeString(files.resolve("revoked.key"), issued.getString("privateKey"));
        Ca.revoke(issued.getString("sha256"), "keyCompromise").statusCode(200);

        EstDevice.Result answer = device.curl(
                "simplereenroll", device.request("again"), "--cert", certificate.toString(), "--key", key.toString());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.output()).contains("revoked");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path request = device.request("wrong");
        assertThat(device.curl("simpleenroll", request).status()).isEqualTo(401);
        assertThat(device.curl("simpleenroll", request, "-u", ":guessed").status())
                .isEqualTo(401);
        assertThat(device.curl("simplereenroll", request).status()).isEqualTo(401);
        String token = EstDevice.token("wrong body").getString("token");
        Path costly = Files.writeString(
                files.resolve("costly.b64"), OddRequests.withAHugeExponent().replaceAll("-----[A-Z ]+-----", ""));
        assertThat(device.curl("simpleenroll", costly).status())
                .as("nothing is looked at without a token")
                .isEqualTo(401);
        assertThat(device.curl("simpleenroll", costly, "-u", ":guessed").status())
                .isEqualTo(401);
        assertThat(device.curl("simpleenroll", costly, "-u", ":" + token).output())
                .contains("exponent");
        Path noRequest = Files.writeString(files.resolve("none.b64"), "AAAA");
        assertThat(device.curl("simpleenroll", noRequest, "-u", ":" + token).status())
                .isEqualTo(400);
        Path huge = Files.writeString(files.resolve("huge.b64"), "A".repeat(100_000));
        assertThat(device.curl("simpleenroll", huge, "-u", ":" + token).status())
                .isEqualTo(413);
        assertThat(device.curl("fullcmc", request, "-u", ":" + token).status()).isEqualTo(404);
        as("operator")
                .body("{\"venName\":\"\",\"lifetime\":\"P400D\"}")
                .post("/v1/enrolment-tokens")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("venName"))
                .body("violations.field", hasItem("lifetime"));
        as("viewer").body("{}").post("/v1/enrolment-tokens").then().statusCode(403);
        as("viewer")
                .get("/v1/enrolment-tokens")
                .then()
                .statusCode(200)
                .body("items.token", org.hamcrest.Matchers.everyItem(org.hamcrest.Matchers.nullValue()));
    }
}
