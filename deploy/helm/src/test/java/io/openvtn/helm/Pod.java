package io.openvtn.helm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A pod that runs, and where its kubelet looks whether it does well.
 *
 * @param service whose pod it is
 * @param address its own in the cluster's network
 * @param template what its Deployment says of it
 */
record Pod(
        String name, String service, Process process, Path log, JsonNode template, String address, int managementPort) {

    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** What a probe gets: {@code startupProbe}, {@code livenessProbe}, {@code readinessProbe}. */
    HttpResponse<String> probe(String probe) throws IOException, InterruptedException {
        JsonNode asked = template.at("/containers/0/" + probe);
        return get(
                asked.at("/httpGet/path").asText(),
                Duration.ofSeconds(asked.path("timeoutSeconds").asInt()));
    }

    /** What Prometheus reads. */
    String metrics() throws IOException, InterruptedException {
        return get("/q/metrics", Duration.ofSeconds(10)).body();
    }

    private HttpResponse<String> get(String path, Duration patience) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(address, managementPort, path)))
                        .timeout(patience)
                        .build(),
                BodyHandlers.ofString());
    }

    boolean isReady() {
        try {
            return probe("readinessProbe").statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws AssertionError with what its last look and its log say */
    void awaitReady() throws IOException {
        try {
            await().atMost(START).until(() -> isReady() || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("%s is not ready:%n%s".formatted(name, output()), e);
        }
        if (!process.isAlive()) {
            throw new AssertionError("%s has ended:%n%s".formatted(name, output()));
        }
    }

    /** Begins its end, as its kubelet does when the pod is deleted. */
    void terminate() {
        process.destroy();
    }

    /** Whether it ends within the time that its manifest gives it; it is killed when it does not. */
    boolean endsInTime() throws InterruptedException {
        if (process.waitFor(template.path("terminationGracePeriodSeconds").asLong(), TimeUnit.SECONDS)) {
            return true;
        }
        process.destroyForcibly().waitFor();
        return false;
    }

    String output() throws IOException {
        return Files.readString(log);
    }
}
