package io.openvtn.venregistry.imports;

import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.CsvTable;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.venregistry.ven.BindingView;
import io.openvtn.venregistry.ven.VenPage;
import io.openvtn.venregistry.ven.VenView;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * VENs as an import takes them, read page by page while they are written, so that a large fleet needs no memory. Who is RETIRED stays
 * behind, as do certificates that admit nobody: they would be valid where they are bound by their fingerprints alone.
 */
final class VenCsv implements StreamingOutput {

    static final String EXAMPLE = """
            venName,venId,registrationId,sha256,groups,resources,marketContexts,targetIds,labels,pollFrequency,status
            feeder-12-plant-7,ven-k3xq7a2mfz,reg-p4wz6t7hna,5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef,feeder-12,battery-1,http://utility.example/dr/peak,parties:utility-north,site=depot-7,PT10S,ACTIVE
            """;

    private static final int PAGE = 500;

    private final Function<PageRequest, VenPage> pages;

    /** @param pages where the VENs come from */
    VenCsv(Function<PageRequest, VenPage> pages) {
        this.pages = pages;
    }

    /** A line; its components are columns of {@link ImportReader}. */
    record Line(
            String venName,
            String venId,
            Optional<String> registrationId,
            String sha256,
            String groups,
            String resources,
            String marketContexts,
            String targetIds,
            String labels,
            String pollFrequency,
            String status) {

        /** The registrationID of a VEN that has not registered is not known to its device. */
        static Line of(VenView ven) {
            return new Line(
                    ven.venName(),
                    ven.venId(),
                    Optional.of(ven.registrationId()).filter(id -> ven.registered()),
                    ImportCells.list(Stream.concat(
                                    ven.certificates().stream()
                                            .filter(binding -> binding.status() == CertificateStatus.VALID)
                                            .map(BindingView::sha256),
                                    ven.awaitedFingerprints().stream())
                            .toList()),
                    ImportCells.list(ven.groups()),
                    ImportCells.resources(ven.resources()),
                    ImportCells.list(ven.marketContexts()),
                    ImportCells.targetIds(ven.targetIds()),
                    ImportCells.labels(ven.labels()),
                    ven.pollFrequency().toString(),
                    ven.status().name());
        }
    }

    @Override
    public void write(OutputStream output) throws IOException {
        try (var lines = CsvTable.writer(Line.class, output)) {
            Optional<String> after = Optional.empty();
            do {
                VenPage page = pages.apply(new PageRequest(PAGE, after));
                List<Line> staying = page.items().stream()
                        .filter(ven -> ven.status() != VenStatus.RETIRED)
                        .map(Line::of)
                        .toList();
                lines.writeAll(staying);
                after = page.next();
            } while (after.isPresent());
        }
    }
}
