package io.openvtn.bench.fuzz;

import io.openvtn.bench.suite.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** What came of one kind of damaged input; what should not have come of it is kept in files. Thread safe. */
final class Findings {

    private static final int KEPT = 20;

    private final Path folder;
    private final String kind;
    private final Tally tally = new Tally();
    private final AtomicInteger faults = new AtomicInteger();

    Findings(Path folder, String kind) {
        this.folder = folder;
        this.kind = kind;
    }

    /** @param sent that it was answered to */
    void answered(int status, byte[] sent) throws IOException {
        tally.answered(status);
        if (status >= 500) {
            fault("status-" + status, sent);
        }
    }

    /** Counts one that has a connection closed, which is an answer to what is no HTTP. */
    void closed() {
        tally.closed();
    }

    /** Keeps something that may not be. */
    void fault(String what, byte[] sent) throws IOException {
        int number = faults.incrementAndGet();
        if (number <= KEPT) {
            Files.createDirectories(folder);
            Files.write(folder.resolve("%s-%02d-%s".formatted(kind, number, what)), sent);
        }
    }

    int faults() {
        return faults.get();
    }

    int total() {
        return tally.total();
    }

    @Override
    public String toString() {
        return "%,d damaged %s: %s%s"
                .formatted(
                        total(),
                        kind,
                        tally,
                        faults() == 0 ? "" : "; %d FAULTS, the first ones in %s".formatted(faults(), folder));
    }
}
