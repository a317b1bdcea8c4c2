package io.openvtn.certauthority.enrolment;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a device may renew, and under which authorities. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DeviceRenewalTest {

    @TempDir
    Path files;

    @Inject
    EstServer server;

    private EstDevice device;

    @BeforeEach
    void trust() throws IOException {
        device = new EstDevice(files, server.port().orElseThrow());
    }

    @Test
    void aDeviceThatRenewsInALoopIsToldToWait() throws Exception {
        Path request = device.request("looping");
        Path first = enrolled(request, "looping device", "loop.pem");
        String[] itself = {
            "--cert", first.toString(), "--key", files.resolve("looping.key").toString()
        };
        for (int i = 0; i < 3; i++) {
            assertThat(device.curl("simplereenroll", request, itself).status()).isEqualTo(200);
        }

        EstDevice.Result refused = device.curl("simplereenroll", request, itself);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.output()).contains("has renewed its certificate 3 times within a day");
    }

    @Test
    void whatAThiefHasFetchedGoesWithTheStolenCertificateAndWhatTheOperatorHasIssuedStays() throws Exception {
        Path request = device.request("stolen");
        Path stolen = enrolled(request, "robbed device", "stolen.pem");
        Path ofTheThief = device.request("thief");
        Path fetched = device.certificate(renew(ofTheThief, stolen, device.key("stolen")), "fetched.pem");
        Path again = device.certificate(renew(ofTheThief, fetched, device.key("thief")), "again.pem");
        String replacement = Ca.issued("robbed device", "EC").getString("sha256");

        Ca.revoke(sha256(stolen), "keyCompromise")
                .statusCode(200)
                .body("alsoRevoked", containsInAnyOrder(sha256(fetched), sha256(again)));

        assertThat(renew(ofTheThief, again, device.key("thief")).status()).isEqualTo(403);
        as("viewer").get("/v1/certificates/" + replacement).then().body("status", equalTo("valid"));
    }

    @Test
    void anOperatorsCertificateDoesNotOpenTheDevicesPort() throws Exception {
        Ca.awaitAuthorities();
        JsonPath operators = Ca.issue(
                        "{\"profile\":\"operator\",\"commonName\":\"on shift\",\"keyAlgorithm\":\"EC\",\"format\":\"pem\"}")
                .statusCode(201)
                .extract()
                .jsonPath();
        Path certificate = Files.writeString(
                files.resolve("operator.pem"),
                operators.getString("certificate") + String.join("", operators.<String>getList("chain")));
        Path key = Files.writeString(files.resolve("operator.key"), operators.getString("privateKey"));

        EstDevice.Result refused = EstDevice.run(
                "curl",
                "-sS",
                "--cacert",
                device.trusted().toString(),
                "--cert",
                certificate.toString(),
                "--key",
                key.toString(),
                device.url("cacerts"));

        assertThat(refused.status()).as(refused.output()).isNotZero();
        assertThat(refused.output()).contains("alert");
    }

    private Path enrolled(Path request, String venName, String file) throws Exception {
        String token = EstDevice.token(venName).getString("token");
        return device.certificate(device.curl("simpleenroll", request, "-u", ":" + token), file);
    }

    private EstDevice.Result renew(Path request, Path certificate, Path key) throws Exception {
        return device.curl("simplereenroll", request, "--cert", certificate.toString(), "--key", key.toString());
    }

    private static String sha256(Path certificate) throws Exception {
        return OpenSsl.run("x509", "-in", certificate.toString(), "-noout", "-fingerprint", "-sha256")
                .output()
                .replaceAll("(?s).*=", "")
                .replaceAll("[:\\s]", "")
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void aVenWithCertificatesEnoughGetsNoOtherForItsDevice() throws Exception {
        Path request = device.request("rich");
        Path first = enrolled(request, "rich device", "rich.pem");
        for (int i = 1; i < 10; i++) {
            Ca.issued("rich device", "EC");
        }

        EstDevice.Result refused = renew(request, first, device.key("rich"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.output()).contains("has 10 valid certificates");
    }

    @Test
    void aDeviceOfAHierarchyThatIsYoungerThanTheListenerRenews() throws Exception {
        as("admin").post("/v1/hierarchies/rsa/rollover").then().statusCode(201);
        as("admin").post("/v1/hierarchies/rsa/activation").then().statusCode(200);
        Path key = files.resolve("rolled.key");
        Path request = files.resolve("rolled.csr");
        OpenSsl.run(("req -new -newkey rsa:2048 -nodes -subj /CN=d -keyout %s -out %s.pem".formatted(key, request))
                .split(" "));
        OpenSsl.run(("req -in %s.pem -outform DER -out %s.der".formatted(request, request)).split(" "));
        OpenSsl.run(("base64 -in %s.der -out %s".formatted(request, request)).split(" "));
        Path first = enrolled(request, "rolled device", "rolled.pem");

        EstDevice.Result renewed = renew(request, first, key);

        assertThat(renewed.status()).as(renewed.output()).isEqualTo(200);
    }
}
