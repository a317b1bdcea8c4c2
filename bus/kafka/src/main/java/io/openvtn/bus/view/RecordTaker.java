package io.openvtn.bus.view;

import io.openvtn.bus.codec.MalformedRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Is given what a {@link TopicReader} reads, by one thread. */
interface RecordTaker {

    /** Takes a record; whatever it throws, the next one comes. */
    void take(ConsumerRecord<String, String> message) throws MalformedRecordException;

    /** The topic has lost records that were taken: it was made anew, or cut off. */
    default void lost() {}
}
