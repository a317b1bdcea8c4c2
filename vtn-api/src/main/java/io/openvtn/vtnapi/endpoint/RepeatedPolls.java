package io.openvtn.vtnapi.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.fleet.LastSeen;
import io.openvtn.vtnapi.identity.Identification;
import io.openvtn.vtnapi.limit.VenRate;
import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.poll.PollService;
import io.openvtn.vtnapi.presenting.DirectTls;
import io.openvtn.vtnapi.wire.IncomingMessage;
import io.openvtn.vtnapi.wire.WireCodec;
import io.vertx.core.http.HttpConnection;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers polls that come again as they came before on their connection ({@link Repetition}), without reading them again. Nothing
 * but the reading is left out: who the VEN is, whether it may speak, and what waits for it are asked each time. Whatever is not
 * as it has to be for a plain answer is left to {@link VenEndpoint}, which says so, logs it and counts it. Thread safe.
 */
@Singleton
class RepeatedPolls implements RepeatedAnswers {

    private final Identification identification;
    private final Conversation conversation;
    private final PollService polls;
    private final VenRate rate;
    private final LastSeen lastSeen;
    private final WireCodec codec;
    private final Exchanges exchanges;
    private final Replies replies;
    private final Counter repeated;

    RepeatedPolls(
            Identification identification,
            Conversation conversation,
            PollService polls,
            VenRate rate,
            LastSeen lastSeen,
            WireCodec codec,
            Exchanges exchanges,
            Replies replies,
            MeterRegistry meters) {
        this.identification = identification;
        this.conversation = conversation;
        this.polls = polls;
        this.rate = rate;
        this.lastSeen = lastSeen;
        this.codec = codec;
        this.exchanges = exchanges;
        this.replies = replies;
        this.repeated = Counter.builder("openvtn.polls.repeated")
                .description("polls that came as before on their connection and were not read again")
                .register(meters);
    }

    /** Takes care of the polls of a VEN's own connection, whose handshake is done and which has said nothing yet. */
    void follow(HttpConnection connection) {
        DirectTls.certificate(connection.sslSession()).ifPresent(certificate -> follow(connection, certificate));
    }

    @Override
    public Optional<ByteBuf> answer(ClientCertificate certificate, IncomingMessage poll, ByteBufAllocator buffers) {
        long begun = System.nanoTime();
        Optional<byte[]> body;
        try {
            body = body(certificate, poll);
        } catch (RuntimeException e) {
            // It fails on the whole way as well, and is told there.
            return Optional.empty();
        }
        if (body.isEmpty()) {
            return Optional.empty();
        }
        exchanges.answered(begun);
        repeated.increment();
        return Optional.of(replies.whole(body.get(), buffers));
    }

    private Optional<byte[]> body(ClientCertificate certificate, IncomingMessage poll) {
        Optional<VenRecord> found = exchanges.isEnding() ? Optional.empty() : identification.known(certificate);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        VenRecord ven = found.get();
        if (conversation.refusal(ven, poll.request()).isPresent() || !rate.allows(ven.venId())) {
            return Optional.empty();
        }
        lastSeen.seen(ven.venId());
        VtnReply reply = polls.poll(ven);
        byte[] body = codec.write(reply, poll.enveloped());
        replies.count(poll.request().rootElement(), reply.code());
        return Optional.of(body);
    }
}
