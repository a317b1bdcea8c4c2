package io.openvtn.bench.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

/**
 * Where a running OpenVTN is.
 *
 * @param authorization of its operator, as the header of that name
 * @param caBundle the CAs that its VTN's certificate comes from, in PEM
 */
record Suite(URI vtn, URI certAuthority, URI dispatcher, String authorization, Path caBundle) {

    /** Reads {@code env}, which {@code deploy/local/start} wrote into its data folder. */
    static Suite of(Path data) throws IOException {
        var lines = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("env"))) {
            lines.load(in);
        }
        String credentials = value(lines, "OPERATOR_USER") + ":" + value(lines, "OPERATOR_PASSWORD");
        return new Suite(
                URI.create(value(lines, "VTN_URL")),
                URI.create(value(lines, "CA_URL")),
                URI.create(value(lines, "DISPATCHER_URL")),
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)),
                Path.of(value(lines, "CA_BUNDLE")));
    }

    Suite withVtn(String url) {
        return new Suite(URI.create(url), certAuthority, dispatcher, authorization, caBundle);
    }

    /** A value is in quotes where a shell needs them. */
    private static String value(Properties lines, String name) throws IOException {
        String value = lines.getProperty(name);
        if (value == null) {
            throw new IOException("the suite's file env has no " + name);
        }
        return value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
    }
}
