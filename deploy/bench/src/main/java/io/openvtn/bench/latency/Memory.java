package io.openvtn.bench.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The most memory that a service of the local suite has had, heap and all else.
 *
 * @param mebibytes resident at the most since the service was started
 */
record Memory(String service, long mebibytes) {

    private static final List<String> SERVICES =
            List.of("cert-authority", "ven-registry", "event-dispatcher", "vtn-api");
    private static final String PEAK = "VmHWM:";

    /** That of the service with the most; empty where the system does not tell, which Linux does. */
    static Optional<Memory> largest(Path data) throws IOException {
        Optional<Memory> largest = Optional.empty();
        for (String service : SERVICES) {
            Optional<Memory> one = of(data, service);
            if (one.isPresent()
                    && one.get().mebibytes > largest.map(Memory::mebibytes).orElse(0L)) {
                largest = one;
            }
        }
        return largest;
    }

    private static Optional<Memory> of(Path data, String service) throws IOException {
        try {
            String pid = Files.readString(data.resolve("pids").resolve(service + ".pid"))
                    .strip();
            return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .map(line -> new Memory(service, Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "%s, %,d MiB".formatted(service, mebibytes);
    }
}
