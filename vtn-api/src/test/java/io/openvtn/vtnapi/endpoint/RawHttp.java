package io.openvtn.vtnapi.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** HTTP byte by byte, as no client library would send it. */
final class RawHttp {

    private static final Pattern LENGTH = Pattern.compile("(?is).*\r\ncontent-length: *(\\d+).*");

    private RawHttp() {}

    /** Posts the poll; what comes back until the other side closes or says no more for three seconds. */
    static String exchange(Socket socket, String body, List<String> headers) throws IOException {
        String head = "POST /OpenADR2/Simple/2.0b/OadrPoll HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/xml\r\nContent-Length: %d\r\n%s\r\n\r\n"
                        .formatted(body.length(), String.join("\r\n", headers));
        return exchange(socket, head + body);
    }

    /** Sends what it is given; what comes back until the other side closes or says no more for three seconds. */
    static String exchange(Socket socket, String request) throws IOException {
        socket.setSoTimeout(3_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var reply = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(reply);
        } catch (SocketTimeoutException e) {
            // kept alive: what has come is the reply
        }
        return reply.toString(StandardCharsets.UTF_8);
    }

    /** One answer that says how long it is; what has come of it if the connection ends before. */
    static String reply(Socket socket) throws IOException {
        var reply = new StringBuilder();
        int end = Integer.MAX_VALUE;
        while (reply.length() < end) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                break;
            }
            reply.append((char) octet);
            if (end == Integer.MAX_VALUE && reply.indexOf("\r\n\r\n") > 0) {
                end = reply.length() + Integer.parseInt(LENGTH.matcher(reply).replaceAll("$1"));
            }
        }
        return reply.toString();
    }
}
