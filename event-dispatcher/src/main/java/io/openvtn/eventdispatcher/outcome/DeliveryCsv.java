package io.openvtn.eventdispatcher.outcome;

import io.openvtn.bus.operator.CsvTable;
import io.openvtn.bus.operator.PageRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Deliveries as CSV (RFC 4180), read page by page while it is written, so that a large fleet needs no memory. */
final class DeliveryCsv implements StreamingOutput {

    static final String EXAMPLE = """
            venId,state,optType,modificationNumber,cancelled,offers,firstOfferedAt,lastOfferedAt,answeredAt,responseCode,responseDescription
            ven-7kq2m4xw5a,optIn,optIn,0,false,1,2026-12-01T09:00:04.210Z,2026-12-01T09:00:04.210Z,2026-12-01T09:00:05.003Z,200,OK
            """;

    private static final int PAGE = 1_000;

    private final Pages pages;

    DeliveryCsv(Pages pages) {
        this.pages = pages;
    }

    /** Where the deliveries come from. */
    @FunctionalInterface
    interface Pages {
        Optional<DeliveryPage> of(PageRequest wanted);
    }

    @Override
    public void write(OutputStream output) throws IOException {
        try (var rows = CsvTable.writer(DeliveryView.class, output)) {
            Optional<String> after = Optional.empty();
            do {
                Optional<DeliveryPage> page = pages.of(new PageRequest(PAGE, after));
                rows.writeAll(page.map(DeliveryPage::items).orElseGet(List::of));
                after = page.flatMap(DeliveryPage::next);
            } while (after.isPresent());
        }
    }
}
