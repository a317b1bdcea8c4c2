package io.openvtn.local.settings;

import io.openvtn.embedded.LocalDatabase.Role;
import io.openvtn.local.files.PrivateFiles;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the first run makes up and every later one needs again. Kept in a file that only its owner may read. */
public record Secrets(String caPassphrase, String databasePassword, String kafkaPassword, String operatorPassword) {

    public static final String OPERATOR = "operator";

    private static final int BCRYPT_COST = 10;
    private static final String MAC = "HmacSHA256";
    private static final int RANDOM_BYTES = 18;

    private static final String CA_PASSPHRASE = "ca-passphrase";
    private static final String DATABASE_PASSWORD = "database-password";
    private static final String KAFKA_PASSWORD = "kafka-password";
    private static final String OPERATOR_PASSWORD = "operator-password";
    private static final List<String> NAMES =
            List.of(CA_PASSPHRASE, DATABASE_PASSWORD, KAFKA_PASSWORD, OPERATOR_PASSWORD);

    public static Secrets of(Path directory) throws IOException {
        Path file = directory.resolve("secrets").resolve("secrets.properties");
        String text = Files.exists(file) ? Files.readString(file) : "";
        var stored = new Properties();
        stored.load(new StringReader(text));
        // an older run did not know all of them
        String missing = NAMES.stream()
                .filter(name -> !stored.containsKey(name))
                .map(name -> name + "=" + random() + "\n")
                .collect(Collectors.joining());
        if (!missing.isEmpty()) {
            PrivateFiles.write(file, text + missing);
            stored.load(new StringReader(missing));
        }
        return new Secrets(
                stored.getProperty(CA_PASSPHRASE),
                stored.getProperty(DATABASE_PASSWORD),
                stored.getProperty(KAFKA_PASSWORD),
                stored.getProperty(OPERATOR_PASSWORD));
    }

    /** Somebody who may log in to PostgreSQL. Who knows one of these passwords learns nothing of the others. */
    Role databaseRole(String name) {
        return new Role(name, derived(databasePassword, name));
    }

    /** Of a login at the broker. Who knows one of these passwords learns nothing of the others. */
    public String kafkaPassword(String login) {
        return derived(kafkaPassword, login);
    }

    /** What vtn-api fetches certificates with. Who knows it learns nothing of the passphrase. */
    String vtnPassword() {
        return derived(caPassphrase, "vtn");
    }

    private static String derived(String secret, String name) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
            byte[] password = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    /** The operator's password as the services keep it. One that is made up needs no higher cost to withstand guesses. */
    String operatorPasswordHash() {
        return BcryptUtil.bcryptHash(operatorPassword, BCRYPT_COST);
    }

    public String basicAuthorization() {
        return basicAuthorization(operatorPassword);
    }

    /** The operator's value of the header Authorization. */
    public static String basicAuthorization(String operatorPassword) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((OPERATOR + ":" + operatorPassword).getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Never shows them, not even in an exception's message. */
    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
