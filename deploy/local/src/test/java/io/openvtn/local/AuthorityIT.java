package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cert-authority must keep, and what it must not. */
class AuthorityIT {

    private static final Duration RESTART = Duration.ofSeconds(90);
    private static final int VENS = 1_500;

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();

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

        for (int issuedBefore : new int[] {100, 600, 1_100}) {
            await().atMost(RESTART).ignoreExceptions().until(() -> issued(id) >= issuedBefore);
            suite.killNine("cert-authority");
        }

        await().atMost(RESTART).ignoreExceptions().until(() -> issued(id) == VENS);
        List<String> certificates = certificates();
        assertThat(certificates).hasSize(VENS);
        await().atMost(RESTART)
                .ignoreExceptions()
                .until(() -> get("/v1/audit/verification").getLong("unchained") == 0);
        assertThat(get("/v1/audit/verification").getString("broken")).isNull();
        assertThat(audited("batch:" + id)).hasSize(VENS).containsAll(certificates);
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
        return get("/v1/batches/" + batchId).getInt("issued");
    }

    private List<String> certificates() {
        List<String> found = new ArrayList<>();
        String after = "";
        do {
            var page = get("/v1/certificates?text=batch-ven-&limit=500&after=" + after);
            found.addAll(page.getList("items.sha256", String.class));
            after = page.getString("next");
        } while (after != null);
        return found;
    }

    private Set<String> audited(String actor) {
        Set<String> subjects = new HashSet<>();
        Long before = Long.MAX_VALUE;
        do {
            var page = get("/v1/audit?limit=500&before=" + before);
            page.<java.util.Map<String, Object>>getList("items").stream()
                    .filter(entry -> entry.get("actor").equals(actor))
                    .forEach(entry -> assertThat(subjects.add((String) entry.get("subject")))
                            .isTrue());
            before = page.get("next") == null ? null : page.getLong("next");
        } while (before != null);
        return subjects;
    }

    private JsonPath get(String path) {
        return operator.request()
                .get(suite.env("CA_URL") + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
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
