package io.openvtn.bench.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

/**
 * Where a running suite is, and who may use it: the file {@code env} of its data folder, read for each question, as a suite
 * that was started anew has another one.
 */
public record Environment(Path data) {

    /** The operator's, for the header Authorization. */
    public String authorization() throws IOException {
        String credentials = value("OPERATOR_USER") + ":" + value("OPERATOR_PASSWORD");
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** A line's value, without the quotes that a shell needs. */
    public String value(String name) throws IOException {
        var lines = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("env"))) {
            lines.load(in);
        } catch (NoSuchFileException e) {
            throw new IOException("no suite has run in %s; start one with deploy/local/start".formatted(data), e);
        }
        String value = lines.getProperty(name);
        if (value == null) {
            throw new IOException("%s has no %s".formatted(data.resolve("env"), name));
        }
        return value.replaceAll("^'|'$", "");
    }
}
