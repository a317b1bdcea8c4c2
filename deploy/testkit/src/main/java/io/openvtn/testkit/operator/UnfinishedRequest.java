package io.openvtn.testkit.operator;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request of the test's operator whose body is announced and does not come. */
public final class UnfinishedRequest {

    private static final int LONGEST_MILLIS = 20_000;
    private static final String OPERATOR = "Authorization: Basic b3BlcmF0b3I6b3BlcmF0b3I=";

    private UnfinishedRequest() {}

    /** All that the service says to a POST until it closes the connection. */
    public static String post(String path, String contentType, long length) throws IOException {
        return post(path, contentType, length, OPERATOR);
    }

    /** The same without a login. */
    public static String postAsNobody(String path, String contentType, long length) throws IOException {
        return post(path, contentType, length, "X-Nobody: true");
    }

    private static String post(String path, String contentType, long length, String login) throws IOException {
        String head = String.join(
                "\r\n",
                "POST %s HTTP/1.1".formatted(path),
                "Host: api",
                login,
                "Content-Type: " + contentType,
                "Content-Length: " + length,
                "",
                "{");
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(LONGEST_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
