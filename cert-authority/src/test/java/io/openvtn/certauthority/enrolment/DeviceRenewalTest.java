package io.openvtn.certauthority.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
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
        Path first = device.certificate(
                device.curl(
                        "simpleenroll",
                        request,
                        "-u",
                        ":" + EstDevice.token("looping device").getString("token")),
                "loop.pem");
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
    void aVenWithCertificatesEnoughGetsNoOtherForItsDevice() throws Exception {
        Path request = device.request("rich");
        Path first = device.certificate(
                device.curl(
                        "simpleenroll",
                        request,
                        "-u",
                        ":" + EstDevice.token("rich device").getString("token")),
                "rich.pem");
        for (int i = 1; i < 10; i++) {
            Ca.issued("rich device", "EC");
        }

        EstDevice.Result refused = device.curl(
                "simplereenroll",
                request,
                "--cert",
                first.toString(),
                "--key",
                device.key("rich").toString());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.output()).contains("has 10 valid certificates");
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
        Path first = device.certificate(
                device.curl(
                        "simpleenroll",
                        request,
                        "-u",
                        ":" + EstDevice.token("rolled device").getString("token")),
                "rolled.pem");

        EstDevice.Result renewed =
                device.curl("simplereenroll", request, "--cert", first.toString(), "--key", key.toString());

        assertThat(renewed.status()).as(renewed.output()).isEqualTo(200);
    }
}
