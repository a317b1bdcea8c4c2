package io.openvtn.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where a running suite is, and who may use it: the file {@code env} of its data folder, read for each question, as a suite
 * that was started anew has another one.
 */
public record Environment(Path data) {

    /** A line's value, without the quotes that a shell needs. */
    public String value(String name) throws IOException {
        var lines = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("env"))) {
            lines.load(in);
        }
        String value = lines.getProperty(name);
        if (value == null) {
            throw new IOException("%s has no %s".formatted(data.resolve("env"), name));
        }
        return value.replaceAll("^'|'$", "");
    }
}
