package io.openvtn.bus.publishing;

import io.openvtn.bus.BusOnKafka;
import io.openvtn.bus.LateLogin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusProducerTest extends BusOnKafka {

    @TempDir
    Path directory;

    @Test
    void sendsWhenItsLoginIsMadeLaterThanItself() throws Exception {
        try (var broker = new LateLogin(directory)) {
            var producer = new BusProducer(config, broker.settings());
            try {
                broker.assertRecovers(producer::get);
            } finally {
                producer.close(null);
            }
        }
    }
}
