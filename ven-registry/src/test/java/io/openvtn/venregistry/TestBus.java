package io.openvtn.venregistry;

import static org.awaitility.Awaitility.await;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.CompleteMark;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.testkit.bus.BusClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/** The other services' side of the bus. Not thread safe. */
public final class TestBus implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String prefix = setting("openvtn.bus.prefix");
    private final BusClient client = new BusClient(setting("kafka.bootstrap.servers"));

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    public void send(String topic, String key, String value) {
        client.send(prefix + topic, key, value);
    }

    public void send(String topic, String key, Object record) {
        send(topic, key, RecordCodec.write(record));
    }

    /** The first record on the topic vens, from its beginning, that the condition holds for. */
    public VenRecord awaitVen(Predicate<VenRecord> condition) {
        return await().atMost(SOON)
                .until(() -> published().stream().filter(condition).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Everything on the topic vens so far. */
    public List<VenRecord> published() {
        List<VenRecord> published = new ArrayList<>();
        for (var message : client.records(prefix + "vens")) {
            if (CompleteMark.is(message.key())) {
                continue;
            }
            try {
                var record = RecordCodec.read(message.value(), VenRecord.class);
                if (!record.venId().equals(message.key())) {
                    throw new AssertionError("key and venId differ: " + message);
                }
                published.add(record);
            } catch (MalformedRecordException e) {
                throw new AssertionError(e);
            }
        }
        return published;
    }

    /** The newest published record of each VEN. */
    public Map<String, VenRecord> latest() {
        Map<String, VenRecord> latest = new HashMap<>();
        published().forEach(ven -> latest.put(ven.venId(), ven));
        return latest;
    }

    @Override
    public void close() {
        client.close();
    }
}
