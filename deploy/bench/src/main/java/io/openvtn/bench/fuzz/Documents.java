package io.openvtn.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON of operators: the examples that the services' OpenAPI documents give for what is posted. */
final class Documents {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String JSON = "application/json";

    private final URI service;
    private final String authorizationLine;
    private final List<Example> examples;

    private Documents(URI service, String authorizationLine, List<Example> examples) {
        this.service = service;
        this.authorizationLine = authorizationLine;
        this.examples = examples;
    }

    private record Example(String path, byte[] body) {}

    /**
     * Those of a service.
     *
     * @param authorization as the header of that name
     * @param known values for parameters of paths, by their names
     */
    static Documents of(URI service, String authorization, Map<String, String> known)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve("/q/openapi?format=json"))
                .header("Authorization", authorization)
                .timeout(PATIENCE)
                .build();
        // As curl asks. By default this client asks to upgrade to HTTP/2, and an answer as large as this one may begin
        // before that.
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var answer = client.send(request, BodyHandlers.ofString());
        List<Example> examples = new ArrayList<>();
        new ObjectMapper().readTree(answer.body()).path("paths").properties().forEach(path -> path.getValue()
                .path("post")
                .path("requestBody")
                .path("content")
                .path(JSON)
                .path("examples")
                .forEach(example -> examples.add(new Example(
                        filled(path.getKey(), known),
                        example.path("value").toString().getBytes(UTF_8)))));
        if (examples.isEmpty()) {
            throw new IOException("%s has no examples: HTTP %d".formatted(request.uri(), answer.statusCode()));
        }
        return new Documents(service, "Authorization: " + authorization + "\r\n", examples);
    }

    void fuzz(Fuzzing fuzzing) throws IOException, InterruptedException {
        fuzzing.run(
                connection -> new Wire(BoundVen.connected(service), service.getHost(), PATIENCE),
                (mutation, connection) -> {
                    var example = mutation.any(examples);
                    return new Fuzzing.Input(
                            example.path(),
                            JSON,
                            authorizationLine,
                            mutation.of(example.body()),
                            (status, answer) -> status != 401);
                });
    }

    private static String filled(String path, Map<String, String> known) {
        String filled = path;
        for (var parameter : known.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return filled.replaceAll("\\{[^}]*}", "none");
    }
}
