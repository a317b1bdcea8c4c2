package io.openvtn.vtnapi.revocation;

import io.openvtn.vtnapi.fetch.LimitedFetch;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Gets what stands at a location that operators have configured. Thread safe; may block as long as its patience. */
final class ListFetch {

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    /** Redirections are not followed: where lists come from is the operator's word. */
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();

    private final int largest;
    private final Duration patience;

    /**
     * @param largest in bytes
     * @param patience for a whole answer
     */
    ListFetch(int largest, Duration patience) {
        this.largest = largest;
        this.patience = patience;
    }

    /**
     * The bytes that stand there.
     *
     * @param location {@code http}, {@code https} or {@code file}, or a path without any of them
     * @throws UnusableListException if they cannot be had, in time, or are too many
     */
    byte[] get(URI location) throws UnusableListException {
        try {
            return isOverHttp(location) ? getOverHttp(location) : read(path(location));
        } catch (IOException e) {
            throw new UnusableListException("it cannot be had: " + e, e);
        }
    }

    /** @throws IllegalStateException if nothing can be fetched from there; says why */
    static void check(URI location) {
        boolean overHttp = isOverHttp(location) && location.getHost() != null && location.getUserInfo() == null;
        boolean file = location.getPath() != null
                && (location.getScheme() == null || location.getScheme().equals("file") && location.getHost() == null);
        if (!overHttp && !file) {
            throw new IllegalStateException(
                    "openvtn.trust.anchors holds the revocation list '%s', which is neither a file".formatted(location)
                            + " nor an address that begins with http:// or https:// and has no password in it");
        }
    }

    static boolean isOverHttp(URI location) {
        return "http".equals(location.getScheme()) || "https".equals(location.getScheme());
    }

    private static Path path(URI location) {
        return location.getScheme() == null ? Path.of(location.getPath()) : Path.of(location);
    }

    private byte[] read(Path file) throws IOException, UnusableListException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new UnusableListException(tooLarge());
            }
            return bytes;
        }
    }

    private byte[] getOverHttp(URI location) throws IOException, UnusableListException {
        var request = HttpRequest.newBuilder(location).build();
        var answer = LimitedFetch.of(http, request, largest, patience);
        if (answer.statusCode() != 200) {
            throw new UnusableListException("it cannot be had: HTTP " + answer.statusCode());
        }
        return answer.body();
    }

    private String tooLarge() {
        return "it has more than %d bytes".formatted(largest);
    }
}
