package io.openvtn.testkit.operator;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real provider of OpenID Connect, with the realms utility and other. The password of each user is its name: anna, who is in
 * dr-operators, chief, who is in admin, and guest, who is in nothing. The client console gets tokens for openvtn, hasty those of a second, elsewhere those for
 * nobody.
 */
public final class Keycloak implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ADMIN = "keycloak-admin";

    private final Process process;
    private final String url;

    private Keycloak(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it, and returns when it gives tokens.
     *
     * @param home where its distribution is unpacked; it writes there
     * @param port a free one
     */
    public static Keycloak start(Path home, int port) {
        try {
            forgetWhatWas(home.resolve("data"));
            Path realms = Files.createDirectories(home.resolve("data/import"));
            for (String realm : List.of("utility", "other")) {
                Files.writeString(realms.resolve(realm + ".json"), realmFile().replace("REALM", realm));
            }
            var command = new ProcessBuilder(
                            "bash",
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--import-realm")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("keycloak.log").toFile());
            command.environment().put("JAVA_HOME", System.getProperty("java.home"));
            command.environment().put("JAVA_OPTS_APPEND", "-Xmx400m");
            command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
            command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
            var keycloak = new Keycloak(command.start(), "http://127.0.0.1:" + port);
            keycloak.awaitRealms(home);
            return keycloak;
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak can't be started from " + home, e);
        }
    }

    public String issuer(String realm) {
        return url + "/realms/" + realm;
    }

    /** An access token. */
    public String token(String realm, String client, String user) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("username", user)
                .formParam("password", user)
                .post(issuer(realm) + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** A request in JSON with that token. */
    public static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    /** From now on tokens of the realm are signed with a key that nobody has seen. */
    public void rotateKeys(String realm) {
        with(token("master", "admin-cli", ADMIN))
                .body("""
                        { "name": "newest", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                          "config": { "priority": [ "1000" ] } }""")
                .post(url + "/admin/realms/" + realm + "/components")
                .then()
                .statusCode(201);
    }

    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitRealms(Path home) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                close();
                throw new IllegalStateException("Keycloak does not answer; it said: " + home.resolve("keycloak.log"));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                close();
                throw new IllegalStateException(e);
            }
        }
    }

    /** It listens only when the realms are there. */
    private boolean answers() {
        try {
            return given().get(issuer("other")).statusCode() == 200;
        } catch (Exception e) {
            // RestAssured throws checked exceptions, of a refused connection for one, that it does not declare.
            return false;
        }
    }

    private static String realmFile() throws IOException {
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/realm.json")) {
            if (realm == null) {
                throw new IOException("the realm is not on the class path");
            }
            return new String(realm.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void forgetWhatWas(Path data) throws IOException {
        if (Files.isDirectory(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
