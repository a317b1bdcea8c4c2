package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of cert-authority at work on one database. */
class AuthorityReplicasIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 8;
    private static final int CERTIFICATES = 400;
    private static final String LIST = "ec-ven-issuing";

    private final RunningSuite suite = RunningSuite.get();
    private final AuthorityApi first = AuthorityApi.of(suite);

    @TempDir
    Path files;

    @Test
    void nothingIsDoneTwiceAndNothingIsLost() throws Exception {
        suite.awaitReady();
        try (var replica = SecondAuthority.start(suite)) {
            var second = new AuthorityApi(suite.operator(), replica.url(), replica.revocationUrl());

            assertThat(second.get("/v1/authorities").getList("items.sha256"))
                    .isEqualTo(first.get("/v1/authorities").getList("items.sha256"));
            serialsDiffer(second);
            aTokenWorksOnce();
            aBatchIsIssuedOnce(second);
            theAuditHolds(second);
        }
    }

    private void serialsDiffer(AuthorityApi second) throws Exception {
        long number = AuthorityApi.numberOf(first.revocationList(LIST));
        Set<String> revoked = new HashSet<>();
        List<Callable<String>> issues = IntStream.range(0, CERTIFICATES)
                .mapToObj(i -> (Callable<String>) () -> {
                    var replica = i % 2 == 0 ? first : second;
                    var issued = replica.issue("replica-ven-" + i);
                    if (i % 20 < 2) {
                        replica.revoke(issued.getString("sha256"));
                        synchronized (revoked) {
                            revoked.add(issued.getString("serial"));
                        }
                    }
                    return issued.getString("serial");
                })
                .collect(Collectors.toList());

        assertThat(new HashSet<>(inParallel(issues))).hasSize(CERTIFICATES);
        assertThat(first.certificates("replica-ven-")).hasSize(CERTIFICATES);
        for (AuthorityApi replica : List.of(first, second)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(AuthorityApi.serialsOf(replica.revocationList(LIST)))
                            .containsAll(revoked));
            assertThat(AuthorityApi.numberOf(replica.revocationList(LIST))).isGreaterThan(number);
        }
        assertThat(first.revocationList(LIST)).isEqualTo(second.revocationList(LIST));
    }

    private void aTokenWorksOnce() throws Exception {
        String token = first.post("/v1/enrolment-tokens", "{\"venName\":\"replica-token\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        List<Callable<String>> uses = IntStream.range(0, 50)
                .mapToObj(i -> (Callable<String>) () -> enrol(token, i))
                .collect(Collectors.toList());

        List<String> statuses = inParallel(uses);
        assertThat(statuses.stream().filter("200"::equals)).hasSize(1);
        assertThat(statuses.stream().filter("401"::equals)).hasSize(49);
        assertThat(first.certificates("replica-token")).hasSize(1);
    }

    /** The HTTP status of one device's try, with a key of its own. */
    private String enrol(String token, int device) throws Exception {
        Path request = files.resolve("device-%d.der".formatted(device));
        var made = RunningSuite.run(
                List.of(
                        "openssl",
                        "req",
                        "-new",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        files.resolve("device-%d.key".formatted(device)).toString(),
                        "-subj",
                        "/CN=any",
                        "-outform",
                        "DER",
                        "-out",
                        request.toString()),
                Map.of());
        assertThat(made.exitCode()).as(made.output()).isZero();
        Path base64 = files.resolve("device-%d.b64".formatted(device));
        Files.writeString(base64, java.util.Base64.getMimeEncoder().encodeToString(Files.readAllBytes(request)));
        int port = device % 2 == 0 ? 28_085 : SecondAuthority.EST;
        return RunningSuite.run(
                        RunningSuite.curl(
                                "--cacert",
                                suite.env("CA_BUNDLE"),
                                "-u",
                                ":" + token,
                                "-H",
                                "Content-Type: application/pkcs10",
                                "--data-binary",
                                "@" + base64,
                                "-o",
                                "/dev/null",
                                "-w",
                                "%{http_code}",
                                "https://localhost:%d/.well-known/est/simpleenroll".formatted(port)),
                        Map.of())
                .output();
    }

    private void aBatchIsIssuedOnce(AuthorityApi second) {
        String names =
                IntStream.range(0, 200).mapToObj(i -> "replica-batch-" + i).collect(Collectors.joining("\n"));
        String id = suite.operator()
                .request()
                .contentType("text/csv")
                .header("X-Archive-Password", "a password for the archive")
                .body("venName\n" + names)
                .post(first.url() + "/v1/batches")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        await().atMost(PATIENCE).until(() -> second.get("/v1/batches/" + id).getInt("issued") == 200);
        assertThat(first.certificates("replica-batch-")).hasSize(200);
    }

    private void theAuditHolds(AuthorityApi second) {
        await().atMost(PATIENCE)
                .until(() -> second.get("/v1/audit/verification").getLong("unchained") == 0);
        assertThat(second.get("/v1/audit/verification").getString("broken")).isNull();
        assertThat(second.audited(entry -> entry.get("action").equals("issued")))
                .containsAll(first.certificates("replica-ven-"));
    }

    private static List<String> inParallel(List<Callable<String>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
