package io.openvtn.bench.fleet.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the first good answer to each kind of message as a file, for the benchmarks' bare endpoint to repeat. All are of one VEN,
 * the first that is answered, as they name it. Not thread safe.
 */
public final class Recording {

    private final Optional<Path> folder;
    private Optional<String> recordedVen = Optional.empty();
    private final Set<Kind> recorded = EnumSet.noneOf(Kind.class);

    public Recording(Optional<Path> folder) {
        this.folder = folder;
    }

    public void answered(String venName, Kind kind, byte[] body) {
        if (recordedVen.isEmpty()) {
            recordedVen = Optional.of(venName);
        }
        if (folder.isPresent() && recordedVen.get().equals(venName) && recorded.add(kind)) {
            try {
                Files.createDirectories(folder.get());
                Files.write(folder.get().resolve(kind + ".xml"), body);
            } catch (IOException e) {
                throw new UncheckedIOException("an answer could not be recorded", e);
            }
        }
    }
}
