package io.openvtn.bench.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** HTTP/1.1 over a connection, without the care that an HTTP client takes. Not thread safe. */
public final class Wire implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final String host;
    private final InputStream in;
    private byte[] answer = {};

    /** @param patience how long an answer may take; after it a SocketTimeoutException */
    public Wire(Socket socket, String host, Duration patience) throws IOException {
        this.socket = socket;
        this.host = host;
        socket.setSoTimeout((int) patience.toMillis());
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a whole request and reads the whole answer; its status. */
    public int post(String path, String contentType, byte[] body) throws IOException {
        return post(path, contentType, "", body);
    }

    /** Sends a whole request with these further lines of its head, and reads the whole answer; its status. */
    public int post(String path, String contentType, String lines, byte[] body) throws IOException {
        byte[] head = head(path, contentType, lines, body.length);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        write(whole);
        return status();
    }

    /** Says that a request comes, and how many bytes it will have. */
    public void begin(String path, String contentType, long length) throws IOException {
        write(head(path, contentType, "", length));
    }

    private byte[] head(String path, String contentType, String lines, long length) {
        return "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(path, host, contentType, length, lines)
                .getBytes(ISO_8859_1);
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads an answer; its status. */
    public int status() throws IOException {
        String[] first = line().split(" ");
        if (first.length < 2) {
            throw new IOException("no answer of HTTP");
        }
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        answer = in.readNBytes(length);
        return Integer.parseInt(first[1]);
    }

    /** The last answer's body, in ISO 8859-1: for what is looked for in it, ASCII would do. */
    public String answer() {
        return new String(answer, ISO_8859_1);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        // Not by TLS' own goodbye, which waits for the other side.
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
