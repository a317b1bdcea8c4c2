package io.openvtn.bus.view;

import io.openvtn.bus.contract.StateRecord;
import java.util.Optional;

/** Is told of each change of a view, by the view's own thread, in the order of the topic. */
@FunctionalInterface
public interface ViewListener<R extends StateRecord> {

    /**
     * A key has a newer record, or none any more.
     *
     * @param before empty when the key is new
     * @param now empty when the key was deleted
     */
    void changed(Optional<R> before, Optional<R> now);
}
