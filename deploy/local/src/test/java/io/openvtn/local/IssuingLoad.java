package io.openvtn.local;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Four operators who have certificates issued, and every third one revoked, whether or not anybody answers. */
final class IssuingLoad {

    private static final int OPERATORS = 4;

    private final AuthorityApi authority;
    private final String names;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final Map<String, String> revoked = new ConcurrentHashMap<>();
    private final ExecutorService operators = Executors.newFixedThreadPool(OPERATORS);
    private volatile boolean stopping;

    IssuingLoad(AuthorityApi authority, String names) {
        this.authority = authority;
        this.names = names;
        for (int i = 0; i < OPERATORS; i++) {
            operators.submit(this::run);
        }
    }

    /** The SHA-256 of each certificate that was answered. */
    Set<String> issued() {
        return issued;
    }

    /** The SHA-256 of each certificate whose revocation was answered. */
    Set<String> revoked() {
        return revoked.keySet();
    }

    Set<String> revokedSerials() {
        return Set.copyOf(revoked.values());
    }

    void stop() throws InterruptedException {
        stopping = true;
        operators.shutdown();
        operators.awaitTermination(1, TimeUnit.MINUTES);
    }

    private Void run() throws InterruptedException {
        while (!stopping) {
            int number = next.getAndIncrement();
            try {
                var certificate = authority.issue(names + number);
                String sha256 = certificate.getString("sha256");
                issued.add(sha256);
                if (number % 3 == 0) {
                    authority.revoke(sha256);
                    revoked.put(sha256, certificate.getString("serial"));
                }
            } catch (AssertionError | Exception e) {
                // It is dead or starts again, and says so in whatever way: RestAssured throws what it does not declare.
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return null;
    }
}
