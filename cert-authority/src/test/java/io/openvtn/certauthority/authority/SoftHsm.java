package io.openvtn.certauthority.authority;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Comparator;
import javax.security.auth.login.LoginException;

/**
 * SoftHSM in the place of a device, with a token of the tests' own: the build points SOFTHSM2_CONF to its configuration. Made once
 * for the JVM, which loads the library once.
 */
public final class SoftHsm {

    public static final String PIN = "1234567";

    private static final String MADE = "openvtn.softhsm.made";
    private static final Path CONFIGURATION = Path.of(System.getenv("SOFTHSM2_CONF"));
    private static final Path TOKENS =
            CONFIGURATION.resolveSibling("softhsm-tokens").toAbsolutePath();
    private static final Path PROVIDER = CONFIGURATION.resolveSibling("pkcs11.cfg");
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    private SoftHsm() {}

    /** SunPKCS11's configuration file. */
    public static String provider() {
        // Quarkus loads this class once for each application; the JVM's properties are what they share.
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(MADE) == null) {
                make();
                System.setProperty(MADE, "true");
            }
        }
        return PROVIDER.toAbsolutePath().toString();
    }

    /** A process that is logged in is asked for no PIN again, whichever of its parts did so. */
    static void logOut() throws LoginException {
        device().logout();
    }

    /** How many keys with a certificate the device holds. */
    static int keys() throws GeneralSecurityException, IOException {
        var held = KeyStore.getInstance("PKCS11", device());
        held.load(null, PIN.toCharArray());
        return held.size();
    }

    private static AuthProvider device() {
        return (AuthProvider) Security.getProvider("SunPKCS11").configure(provider());
    }

    private static void make() {
        try {
            if (Files.exists(TOKENS)) {
                try (var files = Files.walk(TOKENS)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
            }
            Files.createDirectories(TOKENS);
            Files.writeString(
                    CONFIGURATION, "directories.tokendir = %s\nobjectstore.backend = file\n".formatted(TOKENS));
            var token = new ProcessBuilder(
                            "softhsm2-util",
                            "--init-token",
                            "--free",
                            "--label",
                            "openvtn",
                            "--pin",
                            PIN,
                            "--so-pin",
                            PIN)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(token.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (token.waitFor() != 0) {
                throw new IllegalStateException("SoftHSM has no token: " + output);
            }
            Files.writeString(PROVIDER, "name = openvtn-test\nlibrary = %s\nslotListIndex = 0\n".formatted(LIBRARY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
