package io.openvtn.bus.login;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
    private final AsyncCache<String, SecurityIdentity> verified =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).buildAsync();

    VerifiedPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, MAC);
    }

    /**
     * Who it is.
     *
     * @param verification begins unless the same name and password were verified or are being verified; one that ends with null is not kept
     */
    CompletableFuture<SecurityIdentity> get(
            String name, String password, Supplier<CompletableFuture<SecurityIdentity>> verification) {
        return verified.get(hash(name, password), (hash, executor) -> verification.get());
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
