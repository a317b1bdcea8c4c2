package io.openvtn.helm;

import static org.awaitility.Awaitility.await;

import io.openvtn.bus.contract.BusLogin;
import io.openvtn.helm.ServiceNetwork.Port;
import io.openvtn.testkit.tool.Tool;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;

/** The release that all tests of this JVM use: installed once, with one pod of each service, and uninstalled at its end. */
final class Installation {

    static final Duration SOON = Duration.ofSeconds(30);
    private static final String STORE_PASSWORD = "nothing-secret-in-it";

    private static Installation running;

    final Path directory;
    final Cluster cluster;
    final Kubelet kubelet;
    /** Whom the certificates of the APIs come from, in PEM. */
    final Path authority;

    /** Whom VENs have to trust, as cert-authority says it. */
    final Path bundle;

    final OperatorApi operator;
    private final ServiceNetwork network;

    private Installation() throws Exception {
        Tool.HAPROXY.assumeHere();
        Tool.assumeRoot();
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cluster");
        cluster = new Cluster(directory);
        kubelet = new Kubelet(cluster.documents, cluster.secrets, directory);
        network = ServiceNetwork.start(
                cluster.documents,
                List.of(
                        port("vtn-api", "vens", "vens", "m-vtn"),
                        port("cert-authority", "api", "api-ca", "m-ca"),
                        port("cert-authority", "est", "est", "m-ca"),
                        port("cert-authority", "revocation", "revocation", "m-ca"),
                        port("ven-registry", "api", "api-registry", "m-registry"),
                        port("event-dispatcher", "api", "api-dispatch", "m-dispatch")),
                directory);
        bundle = directory.resolve("bundle.pem");
        authority = Files.writeString(directory.resolve("authority.pem"), cluster.authority.pem());
        operator = operator(HttpClient.Version.HTTP_1_1);
    }

    /** Another operator. */
    OperatorApi operator(HttpClient.Version version) {
        return new OperatorApi(authority, Cluster.OPERATOR_PASSWORD, version);
    }

    /** Started by whoever asks first. */
    static synchronized Installation get() throws Exception {
        if (running == null) {
            var fresh = new Installation();
            Runtime.getRuntime().addShutdownHook(new Thread(fresh::uninstall, "uninstall"));
            running = fresh;
            fresh.start();
        }
        return running;
    }

    private void start() throws Exception {
        for (BusLogin service : BusLogin.values()) {
            kubelet.start(service.label(), service.label());
        }
        for (Pod pod : kubelet.pods()) {
            pod.awaitReady();
        }
        await().atMost(SOON).until(network::leads);
        Files.writeString(bundle, operator.text(port("api-ca"), "/v1/authorities/bundle.pem"));
    }

    private Port port(String service, String name, String here, String management) {
        return new Port(service, name, port(here), port(management));
    }

    /** The number that a port has on this machine, by the name that {@link Cluster} gives it. */
    int port(String name) {
        return cluster.ports.get(name);
    }

    /** A folder from which {@code deploy/bench/fleet} takes where this release is. */
    Path dataForFleet() throws IOException {
        Path data = Files.createDirectories(directory.resolve("fleet"));
        Files.createDirectories(data.resolve("logs"));
        Files.writeString(data.resolve("env"), """
                VTN_URL=https://localhost:%d
                CA_URL=https://localhost:%d
                DISPATCHER_URL=https://localhost:%d
                OPERATOR_USER=alice
                OPERATOR_PASSWORD=%s
                CA_BUNDLE=%s
                """.formatted(
                        port("vens"), port("api-ca"), port("api-dispatch"), Cluster.OPERATOR_PASSWORD, bundle));
        return data;
    }

    /** JVM options with which a program trusts the APIs' certificates. */
    String trustOptions() throws Exception {
        Path store = directory.resolve("authority.p12");
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("authority", cluster.authority.certificate());
        try (var out = Files.newOutputStream(store)) {
            anchors.store(out, STORE_PASSWORD.toCharArray());
        }
        return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s".formatted(store, STORE_PASSWORD);
    }

    private void uninstall() {
        try {
            kubelet.close();
            network.close();
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("the release was not uninstalled", e);
        }
    }
}
