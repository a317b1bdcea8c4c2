package io.openvtn.bus.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names and passwords that were verified in the last minutes, so that not every request costs what a guess has to cost. Kept as
 * a hash under a key that this process alone has and never writes down. Thread safe.
 */
final class VerifiedPasswords {

    private static final String MAC = "HmacSHA256";
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 1_000;

    private final SecretKeySpec key;
    private final Cache<String, Boolean> verified =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    VerifiedPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, MAC);
    }

    boolean has(String name, String password) {
        return verified.getIfPresent(hash(name, password)) != null;
    }

    void add(String name, String password) {
        verified.put(hash(name, password), true);
    }

    private String hash(String name, String password) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            // no name has a colon
            return HexFormat.of().formatHex(mac.doFinal((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }
}
