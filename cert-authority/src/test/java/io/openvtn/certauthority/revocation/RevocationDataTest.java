package io.openvtn.certauthority.revocation;

import static io.openvtn.testkit.operator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyString;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation lists and OCSP as openssl reads them. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RevocationDataTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Supplier<String> OCSP = () -> RevocationUrl.of("/ocsp/ec-ven-issuing");
    /** As in the tests' configuration. */
    private static final int MOST_CONNECTIONS = 300;

    @TempDir
    Path files;

    private RelyingParty anybody;

    @BeforeEach
    void rely() {
        anybody = new RelyingParty(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aRevokedCertificateIsOnItsCasListWithinSeconds(String algorithm) throws Exception {
        JsonPath issued = Ca.issued("listed " + algorithm, algorithm);
        var pem = Ca.write(files, issued);
        String authority = Ca.issuerOf(issued);
        long numberBefore = number(authority);
        assertThat(anybody.accepts(pem, authority)).isTrue();

        Ca.revoke(issued.getString("sha256"), "keyCompromise").statusCode(200);

        await().atMost(SOON).until(() -> anybody.text(authority).contains(RelyingParty.serial(issued)));
        assertThat(anybody.text(authority)).contains("Key Compromise").contains("CRL Number");
        assertThat(number(authority)).isGreaterThan(numberBefore);
        assertThat(anybody.accepts(pem, authority)).isFalse();
    }

    @Test
    void aReleasedCertificateLeavesTheList() throws Exception {
        JsonPath issued = Ca.issued("held for a while", "EC");
        String sha256 = issued.getString("sha256");
        Ca.revoke(sha256, "certificateHold").statusCode(200);
        await().atMost(SOON).until(() -> anybody.text("ec-ven-issuing").contains(RelyingParty.serial(issued)));
        assertThat(anybody.text("ec-ven-issuing")).contains("Certificate Hold");

        Ca.release(sha256).statusCode(200);

        await().atMost(SOON).until(() -> !anybody.text("ec-ven-issuing").contains(RelyingParty.serial(issued)));
        Ca.release(sha256).statusCode(200);
        Ca.revoke(sha256, "superseded").statusCode(200);
        Ca.release(sha256).statusCode(409);
        Ca.release("0".repeat(64)).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void opensslAndOcspAgree(String algorithm) throws Exception {
        JsonPath issued = Ca.issued("asked for " + algorithm, algorithm);
        var pem = Ca.write(files, issued);
        String authority = Ca.issuerOf(issued);

        assertThat(anybody.ocsp(pem, authority, "-cert", pem.leaf())).contains("Response verify OK", ": good");
        assertThat(anybody.ocsp(pem, authority, "-cert", pem.leaf(), "-no_nonce"))
                .contains(": good");

        Ca.revoke(issued.getString("sha256"), "cessationOfOperation").statusCode(200);

        assertThat(anybody.ocsp(pem, authority, "-cert", pem.leaf())).contains(": revoked", "cessationOfOperation");
        assertThat(anybody.ocsp(pem, authority, "-cert", pem.leaf(), "-no_nonce"))
                .contains(": revoked");
        assertThat(anybody.ocsp(pem, authority, "-serial", "0x1234567890abcdef"))
                .contains("Response verify OK", ": unknown");
    }

    @Test
    void anOcspRequestMayBeInThePath() throws Exception {
        JsonPath issued = Ca.issued("asked for by GET", "EC");
        var pem = Ca.write(files, issued);
        Path request = files.resolve("request.der");
        OpenSsl.run("ocsp", "-issuer", pem.issuing(), "-cert", pem.leaf(), "-no_nonce", "-reqout", request.toString());

        byte[] answer = given().urlEncodingEnabled(true)
                .get(OCSP.get() + "/{request}", Base64.getEncoder().encodeToString(Files.readAllBytes(request)))
                .then()
                .statusCode(200)
                .contentType("application/ocsp-response")
                .extract()
                .asByteArray();

        Path file = Files.write(files.resolve("answer.der"), answer);
        assertThat(OpenSsl.run("ocsp", "-respin", file.toString(), "-noverify", "-text")
                        .output())
                .contains("Cert Status: good");
    }

    @Test
    void aCertificateThatIsNamedByAnUnknownHashIsNotKnown() throws Exception {
        var unknown = new CertID(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4")),
                new DEROctetString(new byte[20]),
                new DEROctetString(new byte[20]),
                new ASN1Integer(7));
        byte[] request = new OCSPReqBuilder()
                .addRequest(new CertificateID(unknown))
                .build()
                .getEncoded();

        byte[] answer = given().contentType("application/ocsp-request")
                .body(request)
                .post(OCSP.get())
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();

        var responses = ((BasicOCSPResp) new OCSPResp(answer).getResponseObject()).getResponses();
        assertThat(responses[0].getCertStatus()).isInstanceOf(UnknownStatus.class);
    }

    @Test
    void twoSlashesInThePathAreTwo() throws Exception {
        byte[] hash = new byte[20];
        Arrays.fill(hash, (byte) 0xff);
        var sha1 = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.14.3.2.26"));
        var asked = new CertID(sha1, new DEROctetString(hash), new DEROctetString(hash), new ASN1Integer(7));
        String request = Base64.getEncoder()
                .encodeToString(new OCSPReqBuilder()
                        .addRequest(new CertificateID(asked))
                        .build()
                        .getEncoded());
        assertThat(request).contains("//");

        // RestAssured would make one of them.
        byte[] answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(OCSP.get() + "/" + request))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();

        assertThat(new OCSPResp(answer).getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
    }

    @Test
    void anOcspRequestThatIsTooLongIsNotRead() {
        for (int length : new int[] {10_241, 20_000}) {
            given().contentType("application/ocsp-request")
                    .body(new byte[length])
                    .post(OCSP.get())
                    .then()
                    .statusCode(413);
        }
        given().contentType("application/ocsp-request")
                .body(new ByteArrayInputStream(new byte[100_000]))
                .post(OCSP.get())
                .then()
                .statusCode(413);
    }

    @Test
    void whatIsNoOcspRequestGetsOcspsOwnError() throws Exception {
        for (byte[] body : new byte[][] {{1, 2, 3}, {0x30, 0}, new byte[10_240]}) {
            byte[] answer = given().contentType("application/ocsp-request")
                    .body(body)
                    .post(OCSP.get())
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            Path file = Files.write(files.resolve("error.der"), answer);
            assertThat(OpenSsl.run("ocsp", "-respin", file.toString(), "-noverify", "-text")
                            .output())
                    .containsIgnoringCase("malformedrequest");
        }
        for (String list : new String[] {"no-authority.crl", "ec-root.crl", "ec-ven-issuing"}) {
            given().get(RevocationUrl.of("/v1/crls/%s", list)).then().statusCode(404);
        }
    }

    @Test
    void aListIsSentAgainWhenItIsAnotherOne() {
        String url = RevocationUrl.of("/v1/crls/ec-ven-issuing.crl");
        var first = given().get(url).then().statusCode(200).extract();

        given().header("If-None-Match", first.header("ETag"))
                .get(url)
                .then()
                .statusCode(304)
                .body(emptyString());
        given().header("If-None-Match", "\"another\"").get(url).then().statusCode(200);
        given().head(url).then().statusCode(200).header("Content-Length", Integer.toString(first.asByteArray().length));
    }

    @Test
    void nothingElseIsThereAndTheOperatorsPortHasNoneOfIt() {
        given().get(RevocationUrl.of("/v1/certificates")).then().statusCode(404);
        given().get(RevocationUrl.of("/v1/authorities/bundle.pem")).then().statusCode(404);
        given().get("/v1/crls/ec-ven-issuing.crl").then().statusCode(404);
        as("admin").get("/v1/crls/ec-ven-issuing.crl").then().statusCode(404);
    }

    @Test
    void aRequestThatTricklesIsCutOff() throws Exception {
        try (var socket = new Socket("localhost", URI.create(OCSP.get()).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            "POST /ocsp/ec-ven-issuing HTTP/1.1\r\nHost: ca\r\nContent-Length: 100\r\nContent-Type: application/ocsp-request\r\n\r\nx"
                                    .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("has not arrived within PT");
        }
    }

    @Test
    void oneConnectionMoreThanThereMayBeIsClosed() throws Exception {
        int port = URI.create(OCSP.get()).getPort();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_CONNECTIONS + 5; i++) {
                open.add(new Socket("localhost", port));
            }
            await().atMost(SOON)
                    .until(() -> open.get(MOST_CONNECTIONS + 4).getInputStream().read() == -1);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> given().get(RevocationUrl.of("/v1/crls/ec-ven-issuing.crl"))
                                .statusCode()
                        == 200);
    }

    private long number(String authority) throws IOException, InterruptedException {
        var number = Pattern.compile("crlNumber=0x([0-9A-F]+)")
                .matcher(OpenSsl.run("crl", "-in", anybody.list(authority), "-inform", "DER", "-noout", "-crlnumber")
                        .output());
        assertThat(number.find()).isTrue();
        return Long.parseLong(number.group(1), 16);
    }
}
