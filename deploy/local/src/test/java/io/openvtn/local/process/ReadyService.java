package io.openvtn.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Reads its port from where services read theirs, and is ready at once. */
final class ReadyService {

    private ReadyService() {}

    public static void main(String[] arguments) throws IOException {
        var settings = new Properties();
        try (var in = Files.newInputStream(Path.of(URI.create(System.getenv("SMALLRYE_CONFIG_LOCATIONS"))))) {
            settings.load(in);
        }
        int port = Integer.parseInt(settings.getProperty("quarkus.management.port"));
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
