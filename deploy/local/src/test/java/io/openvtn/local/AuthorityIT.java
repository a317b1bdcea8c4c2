package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cert-authority must keep, and what it must not. */
class AuthorityIT {

    private static final Duration RESTART = Duration.ofSeconds(90);
    private static final int VENS = 600;

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();
    private final AuthorityApi authority = AuthorityApi.of(suite);

    @Test
    void aBatchLosesAndDoublesNothingWhenTheAuthorityIsKilledInTheMiddle() {
        suite.awaitReady();
        String names = IntStream.range(0, VENS).mapToObj(i -> "batch-ven-" + i).collect(Collectors.joining("\n"));
        String id = operator.request()
                .contentType("text/csv")
                .header("X-Archive-Password", "a password for the archive")
                .body("venName\n" + names)
                .post(suite.env("CA_URL") + "/v1/batches")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        for (int issuedBefore : new int[] {100, 300}) {
            await().atMost(RESTART).ignoreExceptions().until(() -> issued(id) >= issuedBefore);
            suite.killNine("cert-authority");
        }

        await().atMost(RESTART).ignoreExceptions().until(() -> issued(id) == VENS);
        List<String> certificates = authority.certificates("batch-ven-");
        assertThat(certificates).hasSize(VENS);
        theAuditHolds();
        assertThat(authority.audited(entry -> entry.get("actor").equals("batch:" + id)))
                .hasSize(VENS)
                .containsAll(certificates);
    }

    @Test
    void aVenThatKnowsNoEcIsShownAnRsaCertificate() {
        String vtn = suite.env("VTN_URL").substring("https://".length());
        List<String> handshake = List.of(
                "openssl",
                "s_client",
                "-connect",
                vtn,
                "-tls1_2",
                "-cipher",
                "ECDHE-RSA-AES128-GCM-SHA256",
                "-CAfile",
                suite.env("CA_BUNDLE"));

        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(
                        RunningSuite.run(handshake, Map.of()).output())
                .contains("Peer signature type: RSA", "Verify return code: 0 (ok)"));
    }

    @Test
    void whatTheAuthorityHasAnsweredOutlivesItsDeath() throws InterruptedException {
        suite.awaitReady();
        long number = AuthorityApi.numberOf(authority.revocationList("ec-ven-issuing"));
        var load = new IssuingLoad(authority, "killed-ven-");
        for (int issuedBefore : new int[] {30, 110}) {
            await().atMost(RESTART).until(() -> load.issued().size() >= issuedBefore);
            suite.killNine("cert-authority");
        }
        await().atMost(RESTART).until(() -> load.issued().size() >= 200);
        load.stop();

        List<String> certificates = authority.certificates("killed-ven-");
        assertThat(certificates).doesNotHaveDuplicates().containsAll(load.issued());
        await().atMost(RESTART)
                .untilAsserted(() -> assertThat(AuthorityApi.serialsOf(authority.revocationList("ec-ven-issuing")))
                        .containsAll(load.revokedSerials()));
        assertThat(AuthorityApi.numberOf(authority.revocationList("ec-ven-issuing")))
                .isGreaterThan(number);
        theAuditHolds();
        assertThat(authority.audited(entry -> entry.get("action").equals("issued")))
                .containsAll(certificates);
        assertThat(authority.audited(entry -> entry.get("action").equals("revoked")))
                .containsAll(load.revoked());
        await().atMost(RESTART).until(() -> vensNamed("killed-ven-") == certificates.size());
    }

    private void theAuditHolds() {
        await().atMost(RESTART)
                .ignoreExceptions()
                .until(() -> authority.get("/v1/audit/verification").getLong("unchained") == 0);
        assertThat(authority.get("/v1/audit/verification").getString("broken")).isNull();
    }

    private int vensNamed(String text) {
        return operator.request()
                .get(suite.env("REGISTRY_URL") + "/v1/vens?limit=500&text=" + text)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }

    @Test
    void aKeyThatTheAuthorityMakesIsNowhereButWithItsVen() throws IOException {
        suite.awaitReady();
        var ven = suite.enrol("key-made-by-the-authority");
        byte[] pkcs8 =
                Base64.getMimeDecoder().decode(Files.readString(ven.file("key")).replaceAll("-----[A-Z ]+-----", ""));
        // The private number itself, in whatever encoding stands around it.
        byte[] secret = Arrays.copyOfRange(pkcs8, indexOf(pkcs8, new byte[] {0x04, 0x20}) + 2, pkcs8.length);
        secret = Arrays.copyOf(secret, 32);
        String inBase64 = Files.readAllLines(ven.file("key")).get(1);

        try (var all = Files.walk(suite.data())) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(suite.data().resolve("vens")))
                    .toList()) {
                byte[] content = Files.readAllBytes(file);
                assertThat(indexOf(content, secret)).as(file.toString()).isNegative();
                assertThat(indexOf(content, inBase64.getBytes(StandardCharsets.US_ASCII)))
                        .as(file.toString())
                        .isNegative();
            }
        }
    }

    private int issued(String batchId) {
        return authority.get("/v1/batches/" + batchId).getInt("issued");
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        outer:
        for (int i = 0; i <= content.length - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (content[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
