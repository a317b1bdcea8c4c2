package io.openvtn.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path directory;

    @Test
    void areMadeOnceAndReadableByTheirOwnerAlone() throws Exception {
        var made = Secrets.of(directory);

        assertThat(Secrets.of(directory)).isEqualTo(made);
        assertThat(Set.of(made.caPassphrase(), made.databasePassword(), made.kafkaPassword(), made.operatorPassword()))
                .hasSize(4)
                .allMatch(secret -> secret.length() >= 24);
        Path file = directory.resolve("secrets/secrets.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void eachRoleOfTheDatabaseHasAPasswordOfItsOwnThatStaysTheSame() {
        var secrets = new Secrets("", "of the superuser", "", "");

        assertThat(secrets.databaseRole("ca"))
                .isEqualTo(new Secrets("", "of the superuser", "", "").databaseRole("ca"));
        assertThat(Set.of(
                        secrets.databaseRole("ca").password(),
                        secrets.databaseRole("ca_owner").password(),
                        secrets.databasePassword()))
                .hasSize(3);
    }

    @Test
    void whatAnOlderRunDidNotKnowIsAdded() throws Exception {
        var made = Secrets.of(directory);
        Path file = directory.resolve("secrets/secrets.properties");
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("kafka-password"))
                        .toList());

        var completed = Secrets.of(directory);

        assertThat(completed.kafkaPassword()).hasSizeGreaterThanOrEqualTo(24).isNotEqualTo(made.kafkaPassword());
        assertThat(completed.caPassphrase()).isEqualTo(made.caPassphrase());
        assertThat(Secrets.of(directory)).isEqualTo(completed);
    }

    @Test
    void doNotShowThemselves() {
        assertThat(new Secrets("a", "b", "c", "d")).hasToString("Secrets[…]");
    }

    @Test
    void hashThePasswordWithBcrypt() {
        String hash = new Secrets("", "", "", "pw").operatorPasswordHash();

        assertThat(hash).startsWith("$2a$10$").isNotEqualTo(new Secrets("", "", "", "pw").operatorPasswordHash());
        assertThat(BcryptUtil.matches("pw", hash)).isTrue();
    }
}
