package io.openvtn.bus.publishing;

import io.openvtn.bus.contract.StateRecord;
import io.openvtn.bus.contract.Topic;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one compacted topic that the topic does not know yet: those whose {@code revision} is newer than their
 * {@code publishedRevision}.
 *
 * <p>Called on a worker thread, outside a transaction, and perhaps on several replicas at once: a row that is sent twice does
 * no harm, for consumers go by its revision.
 */
public interface Outbox {

    Topic topic();

    /** How many rows are sent at a time. */
    default int batch() {
        return 1_000;
    }

    /** The oldest unpublished rows, at most {@code limit} of them; empty when the topic is up to date. */
    List<? extends StateRecord> pending(int limit);

    /** Where it is written down how far each row has come. */
    PublicationMarks marks();

    /** How records are taken back that the table has lost; empty where the topic does not hold enough for it. */
    default Optional<Adoption<?>> adoption() {
        return Optional.empty();
    }
}
