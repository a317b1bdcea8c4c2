package io.openvtn.bench.polls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.TimeUnit;

/**
 * Polls without a pause, over one connection or over one after another: as soon as an answer is there, the next poll goes out. Used on
 * the event loop alone.
 */
final class Poller {

    private final PollLoop loop;
    private final Answer answer = new Answer();

    Poller(PollLoop loop) {
        this.loop = loop;
    }

    /** Over a new connection. */
    void begin(PollingVen ven) {
        long begun = System.nanoTime();
        loop.bootstrap()
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(loop.tls().handler(channel.alloc(), ven.number()))
                                .addLast(new Connection(ven, begun));
                    }
                })
                .connect(loop.address())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        loop.failed(this, "no connection: " + done.cause().getMessage());
                    }
                });
    }

    private final class Connection extends ChannelInboundHandlerAdapter {

        private final PollingVen ven;
        private long asked;
        private boolean done;

        /** @param begun when the VEN wanted the connection */
        private Connection(PollingVen ven, long begun) {
            this.ven = ven;
            this.asked = begun;
        }

        private void ask(ChannelHandlerContext context) {
            answer.clear();
            // What can't be written ends the connection, and is heard of by that.
            var unused = context.writeAndFlush(ven.request(), context.voidPromise());
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent completion && completion.isSuccess()) {
                loop.connected();
                ask(context);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            var bytes = (ByteBuf) part;
            try {
                answer.add(bytes);
            } finally {
                bytes.release();
            }
            if (answer.isWhole()) {
                answered(context);
            }
        }

        private void answered(ChannelHandlerContext context) {
            long now = System.nanoTime();
            var fault = ven.fault(answer);
            if (fault.isPresent()) {
                end(context, fault.get());
                return;
            }
            loop.answered(now - asked);
            if (loop.isOver()) {
                hangUp(context);
            } else if (loop.keepsConnections()) {
                askAgain(context, now);
            } else {
                hangUp(context);
                begin(loop.nextVen());
            }
        }

        private void askAgain(ChannelHandlerContext context, long now) {
            long wait = loop.nanosBetween() == 0 ? 0 : asked + loop.nanosBetween() - now;
            // From when it was due: what waits for its turn waits for the endpoint.
            asked = loop.nanosBetween() == 0 ? now : asked + loop.nanosBetween();
            if (wait <= 0) {
                ask(context);
            } else {
                var unused = context.executor().schedule(() -> ask(context), wait, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end(context, "VEN number %d: its connection was closed".formatted(ven.number()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end(context, "VEN number %d: %s".formatted(ven.number(), cause));
        }

        private void end(ChannelHandlerContext context, String why) {
            if (!done) {
                hangUp(context);
                loop.failed(Poller.this, why);
            }
        }

        private void hangUp(ChannelHandlerContext context) {
            done = true;
            var unused = context.close();
        }
    }
}
