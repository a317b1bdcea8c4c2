package io.openvtn.certauthority.revocation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.certauthority.Ca;
import io.openvtn.certauthority.OpenSsl;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Somebody who looks at what is published of certificates before relying on one, with openssl. */
public final class RelyingParty {

    private final Path files;

    /** @param files where its files are */
    public RelyingParty(Path files) {
        this.files = files;
    }

    /**
     * What OCSP says, in openssl's words.
     *
     * @param asked which certificate, as openssl's options
     */
    public String ocsp(Ca.PemFiles pem, String authority, String... asked) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ocsp",
                "-issuer",
                pem.issuing(),
                "-CAfile",
                pem.root(),
                "-url",
                RevocationUrl.of("/ocsp/%s", authority)));
        command.addAll(List.of(asked));
        return OpenSsl.run(command.toArray(String[]::new)).output();
    }

    /** Whether the certificate is good by the CA's list of this moment. */
    public boolean accepts(Ca.PemFiles pem, String authority) throws IOException, InterruptedException {
        return OpenSsl.run(
                                "verify",
                                "-crl_check",
                                "-CRLfile",
                                list(authority),
                                "-CAfile",
                                pem.root(),
                                "-untrusted",
                                pem.issuing(),
                                pem.leaf())
                        .exitCode()
                == 0;
    }

    /** A CA's list of this moment, as openssl prints it. */
    public String text(String authority) throws IOException, InterruptedException {
        var text = OpenSsl.run("crl", "-in", list(authority), "-inform", "DER", "-noout", "-text");
        assertThat(text.exitCode()).as(text.output()).isZero();
        return text.output();
    }

    /** The file of a CA's list of this moment. */
    String list(String authority) throws IOException {
        byte[] der = given().get(RevocationUrl.of("/v1/crls/%s.crl", authority))
                .then()
                .statusCode(200)
                .contentType("application/pkix-crl")
                .extract()
                .asByteArray();
        return Files.write(files.resolve("list.crl"), der).toString();
    }

    /** As openssl prints it in a list. */
    public static String serial(JsonPath issued) {
        return issued.getString("serial").toUpperCase(Locale.ROOT);
    }
}
