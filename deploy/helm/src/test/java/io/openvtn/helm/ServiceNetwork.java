package io.openvtn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a cluster does with the rendered Services, by a real HAProxy: a new connection goes to a pod that is ready, as often as the
 * manifests have readiness asked; one that is there stays where it is. A connection that fails is not tried elsewhere.
 */
final class ServiceNetwork implements AutoCloseable {

    /** A Service has no patience of its own: a client's connection waits as long as the client does. */
    private static final String BEGINNING = """
            global
                maxconn 4000
            defaults
                mode tcp
                retries 0
                timeout connect 60s
                timeout client 1h
                timeout server 1h
            """;

    private static final int LOOK_MILLIS = 200;

    private final List<Integer> ports;
    private final Process process;

    private ServiceNetwork(List<Integer> ports, Process process) {
        this.ports = ports;
        this.process = process;
    }

    /**
     * A port of a Service.
     *
     * @param name of the port of its pods, to which the Service leads
     * @param number of both on this machine
     * @param management its pods' port of that name
     */
    record Port(String service, String name, int number, int management) {}

    /**
     * Starts it.
     *
     * @param ports those that lead to pods of the rendered Deployments
     */
    static ServiceNetwork start(List<JsonNode> documents, List<Port> ports, Path directory) throws IOException {
        String text = BEGINNING
                + ports.stream().map(port -> listener(documents, port)).collect(Collectors.joining());
        Path configuration = Files.writeString(directory.resolve("haproxy.cfg"), text);
        Process process = new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
        return new ServiceNetwork(ports.stream().map(Port::number).toList(), process);
    }

    private static String listener(List<JsonNode> documents, Port port) {
        assertLeadsTo(documents, port);
        JsonNode probe = Chart.deployment(documents, port.service()).at("/containers/0/readinessProbe");
        var text = new StringBuilder("""
                listen %s-%s
                    bind 127.0.0.1:%d
                    balance roundrobin
                    option httpchk GET %s
                    timeout check %ds
                """.formatted(
                        port.service(),
                        port.name(),
                        port.number(),
                        probe.at("/httpGet/path").asText(),
                        probe.path("timeoutSeconds").asInt()));
        for (int pod = 1; pod <= Kubelet.MOST_PODS; pod++) {
            text.append("    server pod-%d %s:%d check port %d inter %ds fall %d rise 1%n"
                    .formatted(
                            pod,
                            Kubelet.address(pod),
                            port.number(),
                            port.management(),
                            probe.path("periodSeconds").asInt(),
                            probe.path("failureThreshold").asInt()));
        }
        return text.toString();
    }

    private static void assertLeadsTo(List<JsonNode> documents, Port port) {
        assertThat(Chart.ofKind(documents, "Service")
                        .filter(each -> each.at("/spec/selector/app.kubernetes.io~1name")
                                .asText()
                                .equals(port.service()))
                        .flatMap(each ->
                                StreamSupport.stream(each.at("/spec/ports").spliterator(), false)))
                .as("Services of " + port.service())
                .anyMatch(each -> each.path("targetPort").asText().equals(port.name()));
        assertThat(Chart.deployment(documents, port.service()).at("/containers/0/ports"))
                .anyMatch(each -> each.path("name").asText().equals(port.name()));
    }

    /** Whether each leads somewhere. */
    boolean leads() {
        return ports.stream().allMatch(ServiceNetwork::leads);
    }

    /** Behind a port that leads nowhere a connection is closed at once, and a service waits to be spoken to. */
    private static boolean leads(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), LOOK_MILLIS);
            socket.setSoTimeout(LOOK_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
