package io.openvtn.certauthority.enrolment;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.testkit.ven.MutualTls;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A device that has curl and openssl and nothing else. */
final class EstDevice {

    private final Path files;
    private final int port;
    private final Path trusted;

    /**
     * A device that has fetched whom to trust.
     *
     * @param files where its keys, requests and certificates are
     * @param port of the EST listener
     */
    EstDevice(Path files, int port) throws IOException {
        this.files = files;
        this.port = port;
        Ca.awaitAuthorities();
        String bundle = RestAssured.get("/v1/authorities/bundle.pem").asString();
        trusted = Files.writeString(files.resolve("bundle.pem"), bundle);
    }

    /** A connection on which nothing has been said. */
    Socket connect() throws IOException {
        return MutualTls.withoutCertificate(trusted).getSocketFactory().createSocket("localhost", port);
    }

    Path trusted() {
        return trusted;
    }

    /** The key of the request of that name. */
    Path key(String name) {
        return files.resolve(name + ".key");
    }

    static JsonPath token(String venName) {
        return as("operator")
                .body("{\"venName\":\"" + venName + "\"}")
                .post("/v1/enrolment-tokens")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** The HTTP status, or the exit code, and what was printed. */
    record Result(int status, String output) {}

    String url(String operation) {
        return "https://localhost:%d/.well-known/est/%s".formatted(port, operation);
    }

    /** A request in base64, as EST wants it; its key lies beside it. */
    Path request(String name) throws Exception {
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

    Result curl(String operation, Path request, String... options) throws Exception {
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

    static Result run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    static String pkcs7(String base64) {
        return "-----BEGIN PKCS7-----\n" + base64.strip() + "\n-----END PKCS7-----\n";
    }

    Path certificate(Result answer, String name) throws Exception {
        assertThat(answer.status()).as(answer.output()).isEqualTo(200);
        Path store = Files.writeString(files.resolve(name + ".p7"), pkcs7(answer.output()));
        Path certificate = files.resolve(name);
        OpenSsl.run("pkcs7", "-in", store.toString(), "-print_certs", "-out", certificate.toString());
        return certificate;
    }

    static String subject(Path certificate) throws Exception {
        return OpenSsl.run("x509", "-in", certificate.toString(), "-noout", "-subject")
                .output();
    }

    void verify(Path certificate) throws Exception {
        var verified =
                OpenSsl.run("verify", "-purpose", "sslclient", "-CAfile", trusted.toString(), certificate.toString());
        assertThat(verified.exitCode()).as(verified.output()).isZero();
    }
}
