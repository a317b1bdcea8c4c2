package io.openvtn.eventdispatcher.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.eventdispatcher.delivery.DeliveryState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryCsvTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @Test
    void hasALineForEachVenOfAllPages() throws IOException {
        var out = new ByteArrayOutputStream();

        new DeliveryCsv(page -> Optional.of(
                        page.after().isEmpty()
                                ? new DeliveryPage(List.of(delivery("ven-a", "=OK")), Optional.of("ven-a"))
                                : new DeliveryPage(List.of(delivery("ven-b", "no, \"never\"")), Optional.empty())))
                .write(out);

        assertThat(out.toString(StandardCharsets.UTF_8).split("\r\n"))
                .containsExactly(
                        "venId,state,optType,modificationNumber,cancelled,offers,firstOfferedAt,lastOfferedAt,answeredAt,responseCode,"
                                + "responseDescription",
                        "ven-a,optIn,optIn,2,false,1,2026-12-01T12:00:00Z,2026-12-01T12:00:00Z,,200,'=OK",
                        "ven-b,optIn,optIn,2,false,1,2026-12-01T12:00:00Z,2026-12-01T12:00:00Z,,200,\"no, \"\"never\"\"\"");
    }

    private static DeliveryView delivery(String venId, String description) {
        return new DeliveryView(
                venId,
                DeliveryState.OPT_IN,
                Optional.of("optIn"),
                2,
                false,
                1,
                Optional.of(NOON),
                Optional.of(NOON),
                Optional.empty(),
                Optional.of("200"),
                Optional.of(description));
    }
}
