package io.openvtn.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code deploy/helm/secrets} as a user runs it. */
final class SecretsScript {

    private SecretsScript() {}

    record Result(int exitCode, String output) {}

    static Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Chart.HELM.resolve("secrets").toString()));
        command.addAll(List.of(arguments));
        Process script = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(script.waitFor(), output);
    }
}
