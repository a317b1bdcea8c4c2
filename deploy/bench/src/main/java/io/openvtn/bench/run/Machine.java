package io.openvtn.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Scanner;

/**
 * Where figures were measured, as far as it matters for them.
 *
 * @param load how many processes wanted to run, on average over the minute before
 */
record Machine(String processor, int cores, long memoryMegabytes, String kernel, String java, String load, Instant at) {

    static Machine describe() throws IOException {
        return new Machine(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                new Scanner(Files.readString(Path.of("/proc/loadavg"))).next(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    String words() {
        return "%s, %d cores, %d MB, %s, %s, load %s at the start, %s"
                .formatted(processor, cores, memoryMegabytes, kernel, java, load, at);
    }

    private static String line(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown 0");
        }
    }
}
