package io.openvtn.bus.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The health port of a service that has not started: alive, and neither started nor ready. Thread safe. */
final class WaitingHealth implements AutoCloseable {

    private final Optional<HttpServer> server;
    private volatile String waiting = "";

    private WaitingHealth(Optional<HttpServer> server) {
        this.server = server;
    }

    /** Without a port where it is taken: waiting goes on all the same. */
    static WaitingHealth open(SmallRyeConfig config) {
        var address = new InetSocketAddress(
                config.getOptionalValue("quarkus.management.host", String.class).orElse("0.0.0.0"),
                config.getValue("quarkus.management.port", Integer.class));
        try {
            var server = HttpServer.create(address, 0);
            var health = new WaitingHealth(Optional.of(server));
            server.createContext("/q/health", health::answer);
            server.start();
            return health;
        } catch (IOException e) {
            BeforeStart.say("no health port while waiting: %s: %s".formatted(address, e.getMessage()));
            return new WaitingHealth(Optional.empty());
        }
    }

    void waiting(String words) {
        waiting = words;
    }

    @Override
    public void close() {
        server.ifPresent(listening -> listening.stop(0));
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean live = exchange.getRequestURI().getPath().endsWith("/live");
        String json = live
                ? "{\"status\": \"UP\", \"checks\": []}"
                : """
                {"status": "DOWN", "checks": [{"name": "start", "status": "DOWN", "data": {"waiting": "%s"}}]}""".formatted(waiting.replaceAll("[\"\\\\\\p{Cntrl}]", " "));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(live ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
