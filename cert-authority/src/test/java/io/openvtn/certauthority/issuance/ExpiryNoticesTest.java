package io.openvtn.certauthority.issuance;

import static io.openvtn.testkit.operator.Operators.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.certauthority.Ca;
import io.openvtn.embedded.EmbeddedServices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ExpiryNoticesTest {

    @Inject
    ExpiryNotices notices;

    @Inject
    ExpiringCertificates expiring;

    @Inject
    MeterRegistry meters;

    @Inject
    CertificateRepository repository;

    @Test
    void eachNoticeComesOnceAndTheNearestWins() {
        String sha256 = issue("expires", "P100D");
        Instant end = row(sha256).notAfter;
        List<Integer> told = new ArrayList<>();
        for (int days : new int[] {61, 60, 59, 31, 29, 29, 6, 6, 0}) {
            notices.send(end.minus(Duration.ofDays(days)).minusSeconds(1));
            told.add(row(sha256).expiryNotice);
        }

        // 60 days are more than half of the hundred.
        assertThat(told).containsExactly(null, null, null, null, 30, 30, 7, 7, 1);
        assertThat(row(sha256).revision).isEqualTo(4);
    }

    @Test
    void whatWasOverlookedForLongGetsTheNearestNoticeAlone() {
        String sha256 = issue("overlooked", "P100D");

        notices.send(row(sha256).notAfter.minus(Duration.ofDays(5)));

        assertThat(row(sha256).expiryNotice).isEqualTo(7);
        assertThat(row(sha256).revision).isEqualTo(2);
    }

    @Test
    void whatIsRevokedOrHasASuccessorIsPassedOver() {
        String revoked = issue("revoked", "P100D");
        Ca.revoke(revoked, "superseded").statusCode(200);
        String renewed = issue("renewed in time", "P100D");
        as("operator")
                .body("{}")
                .post("/v1/certificates/" + renewed + "/renewal")
                .then()
                .statusCode(201);

        notices.send(row(renewed).notAfter.minus(Duration.ofDays(5)));

        assertThat(row(revoked).expiryNotice).isNull();
        assertThat(row(renewed).expiryNotice).isNull();
    }

    @Test
    void whatExpiresSoonIsAMetricToo() {
        issue("expires in five days", "P5D");
        expiring.count();
        double before = expiring("7");
        issue("expires in six days", "P6D");
        issue("expires in eight days", "P8D");

        expiring.count();

        assertThat(expiring("7")).isEqualTo(before + 1);
        assertThat(expiring("30")).isGreaterThanOrEqualTo(before + 2);
    }

    private double expiring(String days) {
        return meters.get("openvtn.certificates.expiring")
                .tag("days", days)
                .gauge()
                .value();
    }

    private static String issue(String venName, String lifetime) {
        return Ca.issue("{\"profile\":\"ven\",\"venName\":\"%s\",\"lifetime\":\"%s\"}".formatted(venName, lifetime))
                .statusCode(201)
                .extract()
                .path("sha256");
    }

    private CertificateEntity row(String sha256) {
        return QuarkusTransaction.requiringNew().call(() -> repository.findById(sha256));
    }
}
