package io.openvtn.bus.database;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a service does before it starts: it waits until its database is there, says so on its health port, looks again every
 * second, and ends at once when it is told to. A start without a database would fail, or wait where no signal reaches it.
 */
public final class DatabaseWait {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TIMEOUT_SECONDS = 5;
    /** Looks between two lines on the console. */
    private static final int QUIET = 10;
    /** SQLSTATE class: invalid authorization; waiting does not cure it. */
    private static final String NOT_LET_IN = "28";

    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;
    private final InetSocketAddress health;
    private volatile String waiting = "the database has not been asked yet";

    private DatabaseWait(SmallRyeConfig config) {
        url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        user = config.getOptionalValue("quarkus.datasource.username", String.class);
        password = config.getOptionalValue("quarkus.datasource.password", String.class);
        health = new InetSocketAddress(
                config.getOptionalValue("quarkus.management.host", String.class).orElse("0.0.0.0"),
                config.getValue("quarkus.management.port", Integer.class));
    }

    /**
     * Returns when the database of this service's configuration lets us in.
     *
     * @throws IllegalStateException if it refuses user or password, which waiting does not cure
     */
    public static void untilReady() {
        var wait = new DatabaseWait(configuration());
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the database was there", e);
        }
    }

    /** As Quarkus will read it, which it does not before it starts. */
    private static SmallRyeConfig configuration() {
        URL application = Thread.currentThread().getContextClassLoader().getResource("application.properties");
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDefaultSources()
                    .addDiscoveredSources()
                    .withSources(new PropertiesConfigSource(application, 250))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() throws InterruptedException {
        if (isReady()) {
            return;
        }
        Optional<HttpServer> server = listen();
        for (int looks = 0; !isReady(); looks++) {
            if (looks % QUIET == 0) {
                say(waiting + "; looking again every second");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        say("the database is there");
        server.ifPresent(listening -> listening.stop(0));
    }

    private boolean isReady() {
        DriverManager.setLoginTimeout(TIMEOUT_SECONDS);
        try (var connection = DriverManager.getConnection(url, user.orElse(null), password.orElse(null))) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException e) {
            String words =
                    "the database %s, user %s, is not there yet: %s".formatted(url, user.orElse(""), e.getMessage());
            if (e.getSQLState() != null && e.getSQLState().startsWith(NOT_LET_IN)) {
                throw new IllegalStateException(
                        "the database %s does not let user %s in: %s; see quarkus.datasource.username and .password"
                                .formatted(url, user.orElse(""), e.getMessage()),
                        e);
            }
            waiting = words;
            return false;
        }
    }

    private Optional<HttpServer> listen() {
        try {
            var server = HttpServer.create(health, 0);
            server.createContext("/q/health", this::answer);
            server.start();
            return Optional.of(server);
        } catch (IOException e) {
            say("no health port while waiting: %s: %s".formatted(health, e.getMessage()));
            return Optional.empty();
        }
    }

    /** Alive, and neither started nor ready. */
    private void answer(HttpExchange exchange) throws IOException {
        boolean live = exchange.getRequestURI().getPath().endsWith("/live");
        String json = live
                ? "{\"status\": \"UP\", \"checks\": []}"
                : """
                {"status": "DOWN", "checks": [{"name": "database", "status": "DOWN", "data": {"waiting": "%s"}}]}""".formatted(waiting.replaceAll("[\"\\\\\\p{Cntrl}]", " "));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(live ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** There is no logging before Quarkus. */
    private static void say(String words) {
        String now = LocalDateTime.now().format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        System.out.println(now + " INFO  [DatabaseWait] " + words);
    }
}
