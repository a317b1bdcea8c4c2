package io.openvtn.vtnapi.endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.wire.IncomingMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/** Who answers the polls that come again as they came before on their connection. Thread safe. */
@FunctionalInterface
interface RepeatedAnswers {

    /** The whole answer to a poll, with its head; empty if the poll has to go the whole way. */
    Optional<ByteBuf> answer(ClientCertificate certificate, IncomingMessage poll, ByteBufAllocator buffers);

    /** Takes care of the polls of a connection that has said nothing yet, and whose handshake was done with that certificate. */
    default void follow(HttpConnection connection, ClientCertificate certificate) {
        ChannelPipeline handlers = handlers(connection);
        handlers.addAfter(
                handlers.context(SslHandler.class).name(),
                null,
                new Repetition(this, certificate, Optional.ofNullable(handlers.get(IdleStateHandler.class))));
    }

    /** Empty for a proxy's connection: it has the polls of many VENs. */
    static Optional<Repetition> on(HttpConnection connection) {
        return Optional.ofNullable(handlers(connection).get(Repetition.class));
    }

    private static ChannelPipeline handlers(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline();
    }
}
