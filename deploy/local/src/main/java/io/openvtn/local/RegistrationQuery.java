package io.openvtn.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/** oadrQueryRegistration, the question that a VEN may ask before it registers: whether a replica of vtn-api knows it. */
final class RegistrationQuery {

    /** In single quotes of a shell it needs no further quoting. */
    static final String MESSAGE =
            "<oadr:oadrQueryRegistration ei:schemaVersion=\"2.0b\" xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
                    + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
                    + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\">"
                    + "<pyld:requestID>query-1</pyld:requestID></oadr:oadrQueryRegistration>";

    private static final Pattern OK = Pattern.compile("responseCode>200<");

    private final HttpClient client;

    RegistrationQuery(HttpClient client) {
        this.client = client;
    }

    /** An answer, or why there is none. */
    record Answer(boolean ok, String words) {}

    Answer ask(String vtnUrl) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(vtnUrl + "/OpenADR2/Simple/2.0b/EiRegisterParty"))
                .header("Content-Type", "application/xml")
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofString(MESSAGE))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode() == 200 && OK.matcher(answer.body()).find(),
                    "HTTP %d %s".formatted(answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return new Answer(false, e.toString());
        }
    }
}
