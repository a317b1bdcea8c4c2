package io.openvtn.eventdispatcher.outcome;

import io.openvtn.bus.operator.CsvField;
import io.openvtn.bus.operator.PageRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deliveries as CSV (RFC 4180), read page by page while it is written, so that a large fleet needs no memory. */
final class DeliveryCsv implements StreamingOutput {

    static final String EXAMPLE = """
            venId,state,optType,modificationNumber,cancelled,offers,firstOfferedAt,lastOfferedAt,answeredAt,responseCode,responseDescription
            ven-7kq2m4xw5a,optIn,optIn,0,false,1,2026-12-01T09:00:04.210Z,2026-12-01T09:00:04.210Z,2026-12-01T09:00:05.003Z,200,OK
            """;

    private static final int PAGE = 1_000;
    private static final String HEADER = EXAMPLE.lines().findFirst().orElseThrow();

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
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        writer.write(HEADER + "\r\n");
        Optional<String> after = Optional.empty();
        do {
            Optional<DeliveryPage> page = pages.of(new PageRequest(PAGE, after));
            for (DeliveryView delivery : page.map(DeliveryPage::items).orElseGet(List::of)) {
                writer.write(line(delivery));
            }
            after = page.flatMap(DeliveryPage::next);
        } while (after.isPresent());
        writer.flush();
    }

    private static String line(DeliveryView delivery) {
        return Stream.of(
                        delivery.venId(),
                        delivery.state(),
                        delivery.optType().orElse(""),
                        delivery.modificationNumber(),
                        delivery.cancelled(),
                        delivery.offers(),
                        delivery.firstOfferedAt().map(Object::toString).orElse(""),
                        delivery.lastOfferedAt().map(Object::toString).orElse(""),
                        delivery.answeredAt().map(Object::toString).orElse(""),
                        delivery.responseCode().orElse(""),
                        delivery.responseDescription().orElse(""))
                .map(value -> CsvField.of(value.toString()))
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
