package io.openvtn.vtnapi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.Binding;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.PendingRequest;
import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptVensTest {

    private final KeptVens kept = new KeptVens();

    @Test
    void whatMessagesNeedIsKeptAsItWas() {
        VenRecord ven = ven("ven-1", "feeder-12");

        VenRecord same = kept.of(ven);

        assertThat(same)
                .usingRecursiveComparison()
                .ignoringFields("venName", "resources", "targetIds")
                .isEqualTo(ven);
        assertThat(same.venName()).isEmpty();
        assertThat(same.resources()).containsExactly(Resource.of("battery"));
        assertThat(same.targetIds()).isEmpty();
    }

    @Test
    void whatVensHaveInCommonIsKeptOnce() throws Exception {
        VenRecord one = kept.of(read("ven-1", "feeder-12"));
        VenRecord other = kept.of(read("ven-2", "feeder-12"));
        VenRecord third = kept.of(read("ven-3", "feeder-13"));

        assertThat(other.groups()).isSameAs(one.groups());
        assertThat(other.marketContexts()).isSameAs(one.marketContexts());
        assertThat(other.pollFrequency()).isSameAs(one.pollFrequency());
        assertThat(other.profile()).isSameAs(one.profile());
        assertThat(third.groups().get(0)).isEqualTo("feeder-13");
        assertThat(third.groups().get(1))
                .as("a group of all")
                .isSameAs(one.groups().get(1));
    }

    private static VenRecord read(String venId, String group) throws MalformedRecordException {
        return RecordCodec.read(RecordCodec.write(ven(venId, group)), VenRecord.class);
    }

    private static VenRecord ven(String venId, String group) {
        return new VenRecord(
                venId,
                "name of " + venId,
                VenStatus.ACTIVE,
                List.of(new Binding("ab".repeat(32), Instant.EPOCH, Instant.EPOCH, CertificateStatus.VALID)),
                "reg-1",
                true,
                Optional.of("2.0b"),
                Optional.of("simpleHttp"),
                List.of(group, "all"),
                List.of(new Resource(
                        "battery",
                        Optional.of("battery"),
                        Optional.empty(),
                        Optional.of(4.5),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                List.of("http://x.example"),
                Duration.ofSeconds(10),
                List.of(new PendingRequest("req-1", RequestKind.REREGISTRATION)),
                7,
                Map.of(TargetKind.of("parties").orElseThrow(), List.of("north")),
                false,
                false);
    }
}
