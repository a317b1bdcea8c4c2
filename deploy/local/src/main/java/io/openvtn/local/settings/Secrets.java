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
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the first run makes up and every later one needs again. Kept in a file that only its owner may read. */
public record Secrets(String caPassphrase, String databasePassword, String operatorPassword) {

    public static final String OPERATOR = "operator";

    private static final int BCRYPT_COST = 10;
    private static final String MAC = "HmacSHA256";
    private static final int RANDOM_BYTES = 18;

    public static Secrets of(Path directory) throws IOException {
        Path file = directory.resolve("secrets").resolve("secrets.properties");
        if (!Files.exists(file)) {
            PrivateFiles.write(
                    file,
                    "ca-passphrase=%s%ndatabase-password=%s%noperator-password=%s%n"
                            .formatted(random(), random(), random()));
        }
        var stored = new Properties();
        stored.load(new StringReader(Files.readString(file)));
        return new Secrets(
                stored.getProperty("ca-passphrase"),
                stored.getProperty("database-password"),
                stored.getProperty("operator-password"));
    }

    /** Somebody who may log in to PostgreSQL. Who knows one of these passwords learns nothing of the others. */
    Role databaseRole(String name) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(databasePassword.getBytes(StandardCharsets.UTF_8), MAC));
            byte[] password = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return new Role(name, Base64.getUrlEncoder().withoutPadding().encodeToString(password));
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
