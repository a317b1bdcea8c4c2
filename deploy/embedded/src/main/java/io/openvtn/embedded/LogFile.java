package io.openvtn.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What a child process prints: appended to over many runs, and shown when the process fails. */
public final class LogFile {

    private static final int TAIL_BYTES = 16_384;

    private LogFile() {}

    /** The last lines, or what is known when there are none. */
    public static String lastLines(Path log, int count) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Puts a log that has grown beyond that size aside, as {@code NAME.1}, in place of the one put aside before it. */
    public static void putAsideIfLarge(Path log, long bytes) throws IOException {
        if (Files.exists(log) && Files.size(log) > bytes) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
