package io.openvtn.bus.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.LocalDatabase;
import io.openvtn.embedded.LocalDatabase.Role;
import io.openvtn.embedded.LocalPostgres;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseConditionTest {

    private static final Role ROLE = new Role("registry", "the right one");

    @TempDir
    private static Path directory;

    private static LocalPostgres postgres;
    private static int port;
    private final Path file = directory.resolve("password");

    @BeforeAll
    static void startDatabase() throws Exception {
        port = EmbeddedKafka.freePort();
        postgres = LocalPostgres.start(
                directory.resolve("postgres"),
                port,
                "of the superuser",
                List.of(new LocalDatabase("registry", ROLE, ROLE)),
                directory.resolve("postgres.log"));
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        postgres.close();
    }

    @Test
    void theRightPasswordLetsUsIn() throws Exception {
        assertThat(missing(Map.of("quarkus.datasource.password", ROLE.password())))
                .isEmpty();

        Files.writeString(file, ROLE.password() + "\n");
        assertThat(missing(Map.of("openvtn.database.password-file", file.toString())))
                .isEmpty();
    }

    @Test
    void aWrongSettingFailsTheStart() {
        assertThatThrownBy(() -> missing(Map.of("quarkus.datasource.password", "wrong")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("does not let user registry in", "quarkus.datasource.password");
    }

    @Test
    void aFileMayHaveTheRightPasswordLater() throws Exception {
        var condition = condition(Map.of("openvtn.database.password-file", file.toString()));
        Files.deleteIfExists(file);
        assertThat(condition.missing()).hasValueSatisfying(words -> assertThat(words)
                .contains("openvtn.database.password-file", file.toString(), "NoSuchFile"));
        Files.writeString(file, " \n");
        assertThat(condition.missing())
                .hasValueSatisfying(words -> assertThat(words).contains("is empty"));
        Files.writeString(file, "x".repeat(5_000));
        assertThat(condition.missing())
                .hasValueSatisfying(words -> assertThat(words).contains("longer than"));
        Files.writeString(file, "wrong");
        assertThat(condition.missing()).hasValueSatisfying(words -> assertThat(words)
                .contains("does not let user registry in", "openvtn.database.password-file")
                .doesNotContain("wrong"));

        Files.writeString(file, ROLE.password());

        assertThat(condition.missing()).isEmpty();
    }

    private static Optional<String> missing(Map<String, String> settings) {
        return condition(settings).missing();
    }

    private static BeforeStart.Condition condition(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:%d/registry".formatted(port));
        all.put("quarkus.datasource.username", ROLE.name());
        return DatabaseCondition.of(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(all, "test", 100))
                        .build())
                .findFirst()
                .orElseThrow();
    }
}
