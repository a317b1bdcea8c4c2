package io.openvtn.vtnapi.opt;

import static io.openvtn.vtnapi.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.VenMessage.OfferedEvent;
import io.openvtn.bus.contract.VenMessage.OptCanceled;
import io.openvtn.bus.contract.VenMessage.OptCreated;
import io.openvtn.bus.contract.VenMessage.OptWindow;
import io.openvtn.vtnapi.EndpointVen;
import io.openvtn.vtnapi.TestFleet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OptTest {

    @Inject
    TestFleet fleet;

    private EndpointVen ven;

    @BeforeEach
    void enrol() {
        ven = fleet.registered();
    }

    @Test
    void anOptForAnEventIsPublishedBeforeItIsAcknowledged() {
        String eventId = "event-" + UUID.randomUUID();
        fleet.deliver(
                ven,
                event(eventId, Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS))
                        .record(),
                false);

        var reply = ven.say("EiOpt", document("create-opt").replace("event-a", eventId));

        assertThat(reply.message()).isEqualTo("oadrCreatedOpt");
        assertThat(reply.code()).isEqualTo(200);
        assertThat(reply.body()).contains("optID>opt-1<", "requestID>req-9<");
        OptCreated said = fleet.awaitMessage(ven, OptCreated.class, message -> true);
        assertThat(said.optType()).isEqualTo(OptType.OPT_OUT);
        assertThat(said.event()).contains(new OfferedEvent(eventId, 0));
    }

    @Test
    void aScheduleIsTaken() {
        assertThat(ven.say("EiOpt", document("create-opt-schedule")).code()).isEqualTo(200);

        OptCreated said = fleet.awaitMessage(ven, OptCreated.class, message -> true);
        assertThat(said.event()).isEmpty();
        assertThat(said.available())
                .isEqualTo(List.of(new OptWindow(Instant.parse("2026-12-01T17:00:00Z"), Duration.ofHours(2))));
    }

    @Test
    void theClassOfDevicesIsKept() {
        String thermostats = document("create-opt-schedule")
                .replace(
                        "<ei:eiTarget/>",
                        "<ei:eiTarget/><oadr:oadrDeviceClass><power:endDeviceAsset xmlns:power='http://docs.oasis-open.org/ns/emix/2011/06/power'>"
                                + "<power:mrid>Thermostat</power:mrid></power:endDeviceAsset></oadr:oadrDeviceClass>");
        assertThat(ven.say("EiOpt", thermostats).code()).isEqualTo(200);

        OptCreated said = fleet.awaitMessage(ven, OptCreated.class, message -> true);
        assertThat(said.deviceClasses()).isEqualTo(List.of("Thermostat"));
    }

    @Test
    void aTimeThatNobodyCanKeepIsRefusedAndNothingIsPublished() {
        var endless = ven.say("EiOpt", document("create-opt-schedule").replace(">PT2H<", ">PT99999999999999999S<"));

        assertThat(endless.message()).isEqualTo("oadrCreatedOpt");
        assertThat(endless.code()).isEqualTo(454);
        assertThat(fleet.saidBy(ven)).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidInTheTypedReplyAndNothingIsPublished() {
        var unknown = ven.say("EiOpt", document("create-opt"));
        assertThat(unknown.message()).isEqualTo("oadrCreatedOpt");
        assertThat(unknown.code()).isEqualTo(452);

        var cancelled = ven.say("EiOpt", document("cancel-opt"));
        assertThat(cancelled.message()).isEqualTo("oadrCanceledOpt");
        assertThat(cancelled.code()).isEqualTo(452);
        assertThat(fleet.saidBy(ven)).isEmpty();
    }

    @Test
    void aKnownOptIsCancelled() {
        fleet.deliverOpt(ven, "opt-1");

        assertThat(ven.say("EiOpt", document("cancel-opt")).code()).isEqualTo(200);

        assertThat(fleet.awaitMessage(ven, OptCanceled.class, message -> true).optId())
                .isEqualTo("opt-1");
    }

    private String document(String name) {
        return EndpointVen.document(name, ven.venId());
    }
}
