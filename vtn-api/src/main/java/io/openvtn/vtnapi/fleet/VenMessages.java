package io.openvtn.vtnapi.fleet;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.NumberedIds;
import io.openvtn.bus.contract.VenMessage;
import io.openvtn.vtnapi.VtnConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** What VENs say, on its way to the other services. Thread safe. */
@ApplicationScoped
public class VenMessages {

    private static final NumberedIds MESSAGE_IDS = new NumberedIds("message-");
    private static final int MOST_IN_FLIGHT = 10_000;

    private final MutinyEmitter<String> emitter;
    private final RecentMessages recent;
    private final VtnConfig config;

    VenMessages(
            @Channel("ven-messages") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MOST_IN_FLIGHT)
                    MutinyEmitter<String> emitter,
            RecentMessages recent,
            VtnConfig config) {
        this.emitter = emitter;
        this.recent = recent;
        this.config = config;
    }

    /** An ID for one more message. */
    public static String newMessageId() {
        return MESSAGE_IDS.next();
    }

    /** Succeeds when Kafka has the message for good; fails with {@link NotDurableException} when it is not known to. */
    public Uni<Void> publish(VenMessage message) {
        var key = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(message.venId())
                .build();
        return Uni.createFrom()
                .deferred(() -> emitter.sendMessage(
                        Message.of(RecordCodec.write(message)).addMetadata(key)))
                .ifNoItem()
                .after(config.durable())
                .fail()
                .onFailure()
                .transform(NotDurableException::new)
                .invoke(() -> recent.note(message));
    }
}
