package io.openvtn.bench.authority;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.Operator;
import io.openvtn.bench.suite.Rate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A running cert-authority, as its operators and relying parties see it. */
final class Authority {

    static final int CONNECTIONS = 8;

    private static final String ISSUING = "ec-ven-issuing";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operator operator;
    private final String revocation;
    private final HttpClient relyingParty = HttpClient.newHttpClient();

    Authority(Environment suite) throws IOException {
        this.operator = new Operator(suite, "CA_URL");
        this.revocation = suite.value("REVOCATION_URL");
    }

    /**
     * Orders a certificate for each CSR.
     *
     * @return how many a second
     */
    double issue(List<byte[]> csrs, String venName) throws InterruptedException, ExecutionException {
        Set<String> serials = ConcurrentHashMap.newKeySet();
        return Rate.of(csrs.size(), CONNECTIONS, i -> {
            var order = JSON.createObjectNode()
                    .put("profile", "ven")
                    .put("venName", venName + "-" + i)
                    .put("csr", Signing.pem(csrs.get(i)));
            String serial =
                    operator.post("/v1/certificates", order).path("serial").asText();
            if (serial.isEmpty() || !serials.add(serial)) {
                throw new IOException("no serial number, or one twice: " + serial);
            }
        });
    }

    /**
     * Has a batch issued.
     *
     * @param venName of the CSR in that place
     * @return seconds
     */
    double batch(List<byte[]> csrs, IntFunction<String> venName) throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < csrs.size(); i++) {
                zip.putNextEntry(new ZipEntry(venName.apply(i) + ".csr"));
                zip.write(Signing.pem(csrs.get(i)).getBytes(StandardCharsets.US_ASCII));
            }
        }
        long begun = System.nanoTime();
        JsonNode batch = operator.post("/v1/batches", "application/zip", bytes.toByteArray());
        while (batch.path("pending").asInt() > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
            batch = operator.get("/v1/batches/" + batch.path("id").asText());
        }
        if (batch.path("issued").asInt() != csrs.size()) {
            throw new IOException("not all of a batch were issued: " + batch);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Revokes all certificates of a VEN. */
    void revoke(String venName) throws IOException, InterruptedException {
        operator.post(
                "/v1/certificates/revocation",
                JSON.createObjectNode().put("venName", venName).put("reason", "superseded"));
    }

    /** The number of the revocation list that relying parties get. */
    long listNumber() throws IOException, InterruptedException {
        var answer = relyingParty.send(
                HttpRequest.newBuilder(URI.create(revocation + "/v1/crls/" + ISSUING + ".crl"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        return answer.headers()
                .firstValue("ETag")
                .map(tag -> Long.parseLong(tag.replace("\"", "")))
                .orElseThrow(() -> new IOException("%s answers %d".formatted(answer.uri(), answer.statusCode())));
    }

    /** Any valid certificate of a VEN. */
    JsonNode anyValid() throws IOException, InterruptedException {
        return operator.get("/v1/certificates?status=valid&profile=ven&limit=1")
                .path("items")
                .path(0);
    }

    /** The certificate of that authority, in PEM. */
    String certificateOf(String authority) throws IOException, InterruptedException {
        for (JsonNode known : operator.get("/v1/authorities").path("items")) {
            if (known.path("name").asText().equals(authority)) {
                return known.path("certificate").asText();
            }
        }
        throw new IOException("there is no authority " + authority);
    }

    URI ocsp(String authority) {
        return URI.create(revocation + "/ocsp/" + authority);
    }
}
