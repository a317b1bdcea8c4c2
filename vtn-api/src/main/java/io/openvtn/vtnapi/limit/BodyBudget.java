package io.openvtn.vtnapi.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.vtnapi.VtnConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of messages this replica holds at once, in all and of one VEN: bodies that are held open must not use up the heap.
 * Thread safe.
 */
@ApplicationScoped
public class BodyBudget {

    /** Of each message: what nearly all of them have, so that it is not worth counting. */
    public static final int UNCOUNTED = 8 * 1_024;

    private static final int SHARE_OF_THE_HEAP = 8;
    private static final int BODIES_OF_A_VEN = 2;

    private final long most;
    private final long mostOfAVen;
    private final AtomicLong held = new AtomicLong();
    private final Map<String, Long> ofVens = new ConcurrentHashMap<>();

    @Inject
    BodyBudget(VtnConfig config, MeterRegistry meters) {
        this(
                Math.max(
                        Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP,
                        (long) BODIES_OF_A_VEN * config.maxBodySize()),
                (long) BODIES_OF_A_VEN * config.maxBodySize());
        meters.gauge("openvtn.bodies.bytes", held);
    }

    BodyBudget(long most, long mostOfAVen) {
        this.most = most;
        this.mostOfAVen = mostOfAVen;
    }

    /** What one message of the VEN takes; to be given back. */
    public Share share(String venId) {
        return new Share(venId);
    }

    public long held() {
        return held.get();
    }

    /** For one thread at a time. */
    public final class Share {

        private final String venId;
        private long taken;

        private Share(String venId) {
            this.venId = venId;
        }

        /** Whether so many bytes more may be held. */
        public boolean take(long bytes) {
            taken += bytes;
            long ofTheVen = ofVens.merge(venId, bytes, Long::sum);
            return held.addAndGet(bytes) <= most && ofTheVen <= mostOfAVen;
        }

        public void giveBack() {
            if (taken > 0) {
                held.addAndGet(-taken);
                ofVens.computeIfPresent(venId, (same, bytes) -> bytes == taken ? null : bytes - taken);
                taken = 0;
            }
        }
    }
}
