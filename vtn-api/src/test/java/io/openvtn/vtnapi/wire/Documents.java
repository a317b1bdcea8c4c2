package io.openvtn.vtnapi.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The XML documents beside these tests. */
public final class Documents {

    private Documents() {}

    public static String text(String name) {
        try (var in = Documents.class.getResourceAsStream(name + ".xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        return text(name).getBytes(StandardCharsets.UTF_8);
    }
}
