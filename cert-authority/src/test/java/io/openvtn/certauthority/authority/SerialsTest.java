package io.openvtn.certauthority.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialsTest {

    private static final int THREADS = 8;
    private static final int EACH = 12_500;

    @Test
    void manyThreadsGetNoSerialTwice() throws Exception {
        Set<BigInteger> serials = ConcurrentHashMap.newKeySet();
        var threads = Executors.newFixedThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            threads.submit(() -> {
                for (int i = 0; i < EACH; i++) {
                    serials.add(Serials.next());
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(serials).hasSize(THREADS * EACH);
        // 20 octets at most and positive, RFC 5280 section 4.1.2.2.
        assertThat(serials).allMatch(serial -> serial.signum() > 0 && serial.bitLength() < 160);
    }
}
