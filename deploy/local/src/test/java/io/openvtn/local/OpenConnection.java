package io.openvtn.local;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/** One TLS connection that a VEN polls over again and again, so that no client library decides when to open another. */
final class OpenConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final SSLSocket socket;
    private final InputStream input;
    private final byte[] request;
    private final boolean resumed;
    private boolean ending;

    private OpenConnection(SSLSocket socket, byte[] request, boolean resumed) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
        this.request = request;
        this.resumed = resumed;
    }

    static OpenConnection over(SSLSocket socket, String poll) throws IOException {
        long connected = Instant.now().toEpochMilli();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        String request = """
                POST /OpenADR2/Simple/2.0b/OadrPoll HTTP/1.1
                Host: localhost
                Content-Type: application/xml
                Content-Length: %d

                """.formatted(poll.length()).replace("\n", "\r\n") + poll;
        return new OpenConnection(
                socket,
                request.getBytes(StandardCharsets.US_ASCII),
                socket.getSession().getCreationTime() < connected);
    }

    /** Whether its session is that of an earlier connection. */
    boolean isResumed() {
        return resumed;
    }

    /** The HTTP status of one poll. */
    int poll() throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        String head = head();
        ending = head.toLowerCase(Locale.ROOT).contains("connection: close");
        var length = LENGTH.matcher(head);
        if (length.find()) {
            input.skipNBytes(Long.parseLong(length.group(1)));
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    /** Whether the last answer said that the connection ends with it. */
    boolean isEnding() {
        return ending;
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                throw new EOFException("closed after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
