package io.openvtn.vtnapi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VtnReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ParallelUseTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 300;

    private final WireCodec codec = new WireCodec(new Grid(50, 230));

    @Test
    void eightThreadsReadAndWriteWhatOneDoes() throws Exception {
        var reply = new VtnReply.Response(ResponseCode.OK, "OK", "req-7", Optional.of("ven-1"));
        byte[] written = codec.write(reply, true);
        var read = codec.read(Documents.bytes("register-report"));
        Callable<Void> work = () -> {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(codec.write(reply, true)).isEqualTo(written);
                assertThat(codec.read(Documents.bytes("register-report"))).isEqualTo(read);
                assertThat(codec.read(Documents.bytes("poll-enveloped")).enveloped())
                        .isTrue();
            }
            return null;
        };
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(threads.submit(work));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
