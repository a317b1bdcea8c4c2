package io.openvtn.testkit.ven;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What came back to a VEN's message.
 *
 * @param status the HTTP status; 0 when no answer came
 * @param body what went wrong, when no answer came
 */
public record Reply(int status, String body, Optional<String> contentLength, Optional<String> retryAfter) {

    private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?(oadr\\w+)");
    private static final Pattern CODE = Pattern.compile("responseCode>(\\d{3})<");
    private static final Pattern DESCRIPTION = Pattern.compile("responseDescription>([^<]*)<");

    public static Reply of(HttpResponse<String> response) {
        return new Reply(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Content-Length"),
                response.headers().firstValue("Retry-After"));
    }

    /** No answer: the connection was refused or cut, or it took too long. */
    public static Reply none(Exception cause) {
        return new Reply(0, cause.toString(), Optional.empty(), Optional.empty());
    }

    /** The message's own name, within the envelope if there is one. */
    public String message() {
        var root = ROOT.matcher(body);
        String name = "";
        while (root.find() && (name.isEmpty() || name.equals("oadrPayload") || name.equals("oadrSignedObject"))) {
            name = root.group(1);
        }
        return name;
    }

    /** The responseCode; 0 when there is none. */
    public int code() {
        var code = CODE.matcher(body);
        return code.find() ? Integer.parseInt(code.group(1)) : 0;
    }

    public String description() {
        var description = DESCRIPTION.matcher(body);
        return description.find() ? description.group(1) : "";
    }

    /** Whether the VTN took the message. */
    public boolean ok() {
        return status == 200 && code() == 200;
    }

    public Reply mustBeOk() {
        if (!ok()) {
            throw new AssertionError("not taken: " + this);
        }
        return this;
    }

    public boolean offers(String eventId) {
        return message().equals("oadrDistributeEvent") && body.contains("eventID>" + eventId + "<");
    }
}
