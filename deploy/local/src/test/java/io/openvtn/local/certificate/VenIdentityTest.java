package io.openvtn.local.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.local.files.DataFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VenIdentityTest {

    @TempDir
    Path directory;

    @BeforeEach
    void makeACertificateOfTwentyDays() throws Exception {
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 20 -subj /CN=depot-7"
                + " -keyout tls/vtn.key -out tls/vtn.pem");
    }

    @Test
    void thePkcs12OpensWithItsPasswordAndIsPrivate() throws Exception {
        var ven = new VenIdentity(
                Pem.ecKey(Files.readString(directory.resolve("tls/vtn.key"))),
                Pem.certificates(Files.readString(directory.resolve("tls/vtn.pem"))));

        ven.writePkcs12(directory.resolve("ven.p12"), directory.resolve("ven.p12.password"));

        assertThat(openssl("pkcs12 -in ven.p12 -passin file:ven.p12.password -nodes"))
                .contains("BEGIN CERTIFICATE", "BEGIN PRIVATE KEY");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ven.p12"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theVtnsCertificateIsRenewedTwoWeeksBeforeItsEnd() throws Exception {
        var certificate = VtnCertificate.ec(new DataFolder(directory));
        Instant now = Instant.now();

        assertThat(certificate.isMissingOrEnding(now)).isFalse();
        assertThat(certificate.isMissingOrEnding(now.plus(Duration.ofDays(7)))).isTrue();
        var rsa = VtnCertificate.rsa(new DataFolder(directory));
        assertThat(rsa.isMissingOrEnding(now)).isTrue();
        rsa.standIn(certificate);
        assertThat(rsa.chain()).hasSameTextualContentAs(certificate.chain());
        assertThat(rsa.key()).hasSameTextualContentAs(certificate.key());
        assertThat(rsa.isMissingOrEnding(now)).isTrue();

        Files.delete(directory.resolve("tls/vtn.key"));
        assertThat(certificate.isMissingOrEnding(now)).isTrue();
    }

    private String openssl(String arguments) throws Exception {
        Files.createDirectories(directory.resolve("tls"));
        var process = new ProcessBuilder(("openssl " + arguments).split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
