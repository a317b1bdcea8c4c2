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
        assertThat(Set.of(made.caPassphrase(), made.databasePassword(), made.operatorPassword()))
                .hasSize(3)
                .allMatch(secret -> secret.length() >= 24);
        Path file = directory.resolve("secrets/secrets.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void eachRoleOfTheDatabaseHasAPasswordOfItsOwnThatStaysTheSame() {
        var secrets = new Secrets("", "of the superuser", "");

        assertThat(secrets.databaseRole("ca")).isEqualTo(new Secrets("", "of the superuser", "").databaseRole("ca"));
        assertThat(Set.of(
                        secrets.databaseRole("ca").password(),
                        secrets.databaseRole("ca_owner").password(),
                        secrets.databasePassword()))
                .hasSize(3);
    }

    @Test
    void doNotShowThemselves() {
        assertThat(new Secrets("a", "b", "c")).hasToString("Secrets[…]");
    }

    @Test
    void hashThePasswordWithBcrypt() {
        String hash = new Secrets("", "", "pw").operatorPasswordHash();

        assertThat(hash).startsWith("$2a$10$").isNotEqualTo(new Secrets("", "", "pw").operatorPasswordHash());
        assertThat(BcryptUtil.matches("pw", hash)).isTrue();
    }
}
