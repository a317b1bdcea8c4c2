package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.local.files.DataFolder;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What operators do to a VEN's certificate reaches open connections and resumed sessions, and soon. */
class TakingEffectIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final RunningSuite suite = RunningSuite.get();
    private final Operator operator = suite.operator();
    private final AuthorityApi authority = AuthorityApi.of(suite);

    @Test
    void aRevocationDoes() throws Exception {
        var ven = suite.enrol("effect-revoked");
        String sha256 = certificateOf("effect-revoked");

        refusedSoon("revocation", ven, () -> authority.revoke(sha256));
    }

    @Test
    void aSuspensionDoes() throws Exception {
        var ven = suite.enrol("effect-suspended");

        refusedSoon("suspension", ven, () -> operator.move(ven.venId(), "SUSPENDED"));
    }

    @Test
    void anUnbindingDoes() throws Exception {
        var ven = suite.enrol("effect-unbound");
        String certificate = "%s/v1/vens/%s/certificates/%s"
                .formatted(suite.env("REGISTRY_URL"), ven.venId(), certificateOf("effect-unbound"));

        refusedSoon(
                "unbinding",
                ven,
                () -> operator.request().delete(certificate).then().statusCode(204));
    }

    @Test
    void aSecondCertificateDoesBesideTheFirst() throws Exception {
        suite.awaitReady();
        var ven = suite.enrol("effect-renewed");
        try (var open = ven.connect()) {
            assertThat(open.poll()).isEqualTo(200);
            JsonPath issued = authority.issue("effect-renewed");
            var second = new DataFolder(suite.data());
            Files.writeString(
                    second.ven("effect-renewed-2", "pem"),
                    issued.getString("certificate") + String.join("", issued.getList("chain", String.class)));
            Files.writeString(second.ven("effect-renewed-2", "key"), issued.getString("privateKey"));
            var renewed = new SuiteVen(suite, "effect-renewed-2", ven.venId());

            long begun = System.nanoTime();
            while (!accepted(renewed) && System.nanoTime() - begun < SOON.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            tell("second certificate", begun);

            assertThat(accepted(renewed)).isTrue();
            assertThat(open.poll()).isEqualTo(200);
        }
    }

    private void refusedSoon(String what, SuiteVen ven, Runnable action) throws Exception {
        suite.awaitReady();
        try (var open = ven.connect()) {
            assertThat(open.poll()).isEqualTo(200);
            try (var resumed = ven.connect()) {
                assertThat(resumed.isResumed()).isTrue();
                assertThat(resumed.poll()).isEqualTo(200);
            }

            long begun = System.nanoTime();
            action.run();
            refused(open, begun);
            tell(what + " on an open connection", begun);
            refusedWhenResumed(ven, begun);
            tell(what + " on a resumed session", begun);
        }
    }

    private static void refused(OpenConnection open, long begun) throws Exception {
        int status = open.poll();
        while (status == 200 && System.nanoTime() - begun < SOON.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(10);
            status = open.poll();
        }
        assertThat(status).isEqualTo(403);
    }

    private static void refusedWhenResumed(SuiteVen ven, long begun) throws IOException {
        try (var resumed = ven.connect()) {
            assertThat(resumed.isResumed()).isTrue();
            assertThat(resumed.poll()).isEqualTo(403);
        }
        assertThat(System.nanoTime() - begun).isLessThan(SOON.toNanos());
    }

    private static boolean accepted(SuiteVen ven) {
        try (var connection = ven.connect()) {
            return connection.poll() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String certificateOf(String venName) {
        return authority.certificates(venName).get(0);
    }

    /** The figure is for people to read; what has to hold is asserted. */
    private static void tell(String what, long begun) {
        System.out.printf("%s took effect after %d ms%n", what, (System.nanoTime() - begun) / 1_000_000);
    }
}
