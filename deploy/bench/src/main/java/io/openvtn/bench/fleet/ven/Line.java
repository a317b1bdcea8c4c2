package io.openvtn.bench.fleet.ven;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * One VEN's way to the VTN: at most one connection, at most one message under way. Used on the event loop alone. The
 * listener hears of every message exactly once what became of it.
 */
final class Line {

    private final Network network;
    private final int ven;
    private final Listener listener;

    private Optional<Connection> connection = Optional.empty();
    private Optional<byte[]> waiting = Optional.empty();
    private boolean asking;

    /** What became of a message. */
    interface Listener {

        void answered(int status, byte[] body);

        /** The VTN does not want this VEN: it sent an alert. */
        void refused(String why);

        /** The VTN closed a new and complete connection without an answer: it refuses without a word, or it ends. */
        void closed(String why);

        /** No connection, one that ended under way, or no answer in time. */
        void broken(String why);
    }

    Line(Network network, int ven, Listener listener) {
        this.network = network;
        this.ven = ven;
        this.listener = listener;
    }

    /** Sends a message with its HTTP head, over the connection that is there or a new one. */
    void ask(byte[] request) {
        asking = true;
        if (connection.isPresent()) {
            connection.get().send(request);
        } else {
            waiting = Optional.of(request);
            connect();
        }
    }

    /** Closes the connection; what is under way is forgotten. */
    void hangUp() {
        asking = false;
        waiting = Optional.empty();
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
    }

    private void connect() {
        var fresh = new Connection(System.nanoTime());
        connection = Optional.of(fresh);
        network.bootstrap()
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(network.tls().handler(channel.alloc(), ven))
                                .addLast(new HttpResponseDecoder())
                                .addLast(new HttpObjectAggregator(Network.LARGEST_ANSWER))
                                .addLast(fresh);
                    }
                })
                .connect(network.address())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        fresh.failed("no connection: " + done.cause().getMessage());
                    }
                });
    }

    private void answered(Connection from, FullHttpResponse answer) {
        if (!from.isCurrent() || !asking) {
            return;
        }
        asking = false;
        if (!network.keepAlive() || "close".equalsIgnoreCase(answer.headers().get("Connection"))) {
            hangUp();
        }
        listener.answered(answer.status().code(), ByteBufUtil.getBytes(answer.content()));
    }

    private void ended(Connection of, Consumer<String> how, String why) {
        if (!of.isCurrent()) {
            return;
        }
        boolean wasAsking = asking;
        hangUp();
        if (!wasAsking) {
            return;
        }
        how.accept(why);
    }

    /** A TCP connection with TLS. */
    private final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final long begun;
        private Optional<Channel> channel = Optional.empty();
        private boolean secured;
        private boolean used;

        private Connection(long begun) {
            this.begun = begun;
        }

        private boolean isCurrent() {
            return connection.filter(current -> current == this).isPresent();
        }

        private void send(byte[] request) {
            // What can't be written ends the connection, and is heard of by that.
            channel.ifPresent(open -> {
                var unused = open.writeAndFlush(Unpooled.wrappedBuffer(request));
            });
        }

        private void close() {
            channel.ifPresent(open -> {
                var unused = open.close();
            });
        }

        private void failed(String why) {
            ended(this, listener::broken, why);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            channel = Optional.of(context.channel());
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent completion && completion.isSuccess()) {
                secured = true;
                network.measurements().handshake(System.nanoTime() - begun);
                waiting.ifPresent(this::send);
                waiting = Optional.empty();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
            used = true;
            answered(this, answer);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended(this, secured && !used ? listener::closed : listener::broken, "the VTN closed the connection");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Throwable reason = cause.getCause() instanceof SSLException ? cause.getCause() : cause;
            ended(this, how(reason), reason.toString());
            var unused = context.close();
        }

        private Consumer<String> how(Throwable reason) {
            if (!used && reason instanceof SSLException) {
                return listener::refused;
            }
            return secured && !used && reason instanceof IOException ? listener::closed : listener::broken;
        }
    }
}
