package io.openvtn.bus.publishing;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.StateRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * How a feature takes its own records back from the topic, after its database was restored to a moment before them.
 *
 * @param store is given records that are newer than their rows, or have none, some at a time; in a transaction of its own, and
 *     perhaps more than once
 */
public record Adoption<R extends StateRecord>(Class<R> type, Consumer<List<R>> store) {

    private static final Logger LOG = Logger.getLogger(Adoption.class);

    void adopt(List<String> values) {
        List<R> records = new ArrayList<>();
        for (String value : values) {
            try {
                records.add(RecordCodec.read(value, type));
            } catch (MalformedRecordException e) {
                LOG.errorf("not taken back: %s", e.getMessage());
            }
        }
        store.accept(records);
    }
}
