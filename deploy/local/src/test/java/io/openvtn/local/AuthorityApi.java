package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A replica of cert-authority as an operator uses it. */
final class AuthorityApi {

    private static final String CRL_NUMBER = "2.5.29.20";

    private final Operator operator;
    private final String url;
    private final String revocationUrl;

    AuthorityApi(Operator operator, String url, String revocationUrl) {
        this.operator = operator;
        this.url = url;
        this.revocationUrl = revocationUrl;
    }

    /** The suite's own replica. */
    static AuthorityApi of(RunningSuite suite) {
        return new AuthorityApi(suite.operator(), suite.env("CA_URL"), suite.env("REVOCATION_URL"));
    }

    String url() {
        return url;
    }

    JsonPath get(String path) {
        return operator.request()
                .get(url + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    Response post(String path, String json) {
        return operator.post(url + path, json);
    }

    /** A certificate with an EC key that is made there. */
    JsonPath issue(String venName) {
        return post(
                        "/v1/certificates",
                        "{\"profile\":\"ven\",\"venName\":\"%s\",\"keyAlgorithm\":\"EC\"}".formatted(venName))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    void revoke(String sha256) {
        post("/v1/certificates/" + sha256 + "/revocation", "{\"reason\":\"keyCompromise\"}")
                .then()
                .statusCode(200);
    }

    /** The SHA-256 of each certificate whose subject holds that text. */
    List<String> certificates(String text) {
        List<String> found = new ArrayList<>();
        String after = "";
        do {
            var page = get("/v1/certificates?text=%s&limit=500&after=%s".formatted(text, after));
            found.addAll(page.getList("items.sha256", String.class));
            after = page.getString("next");
        } while (after != null);
        return found;
    }

    /** What the audit names in its entries of that kind, each of which must be there once. */
    Set<String> audited(Predicate<Map<String, Object>> kind) {
        Set<String> subjects = new HashSet<>();
        String after = "";
        do {
            var page = get("/v1/audit?limit=500&after=" + after);
            page.<Map<String, Object>>getList("items").stream().filter(kind).forEach(entry -> assertThat(
                            subjects.add((String) entry.get("subject")))
                    .isTrue());
            after = page.getString("next");
        } while (after != null);
        return subjects;
    }

    X509CRL revocationList(String authority) {
        byte[] der = operator.request()
                .get(revocationUrl + "/v1/crls/" + authority + ".crl")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 5280 section 5.2.3. */
    static long numberOf(X509CRL list) {
        byte[] value = list.getExtensionValue(CRL_NUMBER);
        // An INTEGER in an OCTET STRING: two bytes of each one's head, as the number is short.
        return new java.math.BigInteger(Arrays.copyOfRange(value, 4, value.length)).longValueExact();
    }

    /** Lower-case hex, as the API writes serial numbers. */
    static Set<String> serialsOf(X509CRL list) {
        return list.getRevokedCertificates() == null
                ? Set.of()
                : list.getRevokedCertificates().stream()
                        .map(entry -> entry.getSerialNumber().toString(16))
                        .collect(Collectors.toSet());
    }
}
