package io.openvtn.vtnapi.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.VenMessage.ReportsRegistered;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReportTest {

    @Inject
    TestFleet fleet;

    @Test
    void theCapabilitiesThatAVenRegistersArePublished() {
        var ven = fleet.registered();

        var reply = ven.registerReport();

        assertThat(reply.code()).as(reply.body()).isEqualTo(200);
        assertThat(reply.message()).isEqualTo("oadrRegisteredReport");
        assertThat(reply.body()).doesNotContain("oadrReportRequest");
        var said = fleet.awaitMessage(ven, ReportsRegistered.class, message -> true);
        assertThat(said.reports()).singleElement().satisfies(report -> {
            assertThat(report.reportSpecifierId()).isEqualTo("spec-1");
            assertThat(report.dataPoints()).hasSize(3);
        });
    }
}
