package io.openvtn.vtnapi.endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import io.openvtn.vtnapi.wire.IncomingMessage;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Stands between TLS and HTTP on one connection, and remembers the last poll that went the whole way. A VEN's polls are all the same:
 * one that comes again byte by byte, while nothing else is under way on its connection, means the same again and needs no reading.
 * Everything else is passed on as it came. It belongs to the connection's event loop.
 */
final class Repetition extends ChannelInboundHandlerAdapter {

    /** Of a poll, with its head; what is longer is no usual one. */
    private static final int LONGEST = 4 * 1024;
    /** Many clients send a head and its body one after the other. */
    private static final int REST_WITHIN_MILLIS = 200;

    private final RepeatedAnswers polls;
    private final ClientCertificate certificate;
    private final Optional<IdleStateHandler> idle;
    private final RequestBounds bounds = new RequestBounds();
    /** Requests that have come out of what was passed on, and are not answered. */
    private int open;

    private boolean passedOn;
    private boolean answered;
    /** What has come of the request that is passed on; empty if it can't be remembered. */
    private ByteBuf request = Unpooled.EMPTY_BUFFER;

    private boolean requestIsWhole;
    private Optional<Remembered> remembered = Optional.empty();
    /** The first parts of what may be the remembered request. */
    private final Queue<ByteBuf> held = new ArrayDeque<>(2);

    private int heldBytes;
    private Optional<Future<?>> patience = Optional.empty();

    /** @param idle closes the connection when it has seen nothing for a time */
    Repetition(RepeatedAnswers polls, ClientCertificate certificate, Optional<IdleStateHandler> idle) {
        this.polls = polls;
        this.certificate = certificate;
        this.idle = idle;
    }

    /** A poll as it came, and as it was understood. */
    private record Remembered(ByteBuf request, IncomingMessage message) {

        boolean goesOn(int at, ByteBuf bytes) {
            int length = bytes.readableBytes();
            return length <= request.readableBytes() - at
                    && ByteBufUtil.equals(request, at, bytes, bytes.readerIndex(), length);
        }
    }

    /** A request has come out of what was passed on. */
    void begun() {
        open++;
    }

    /** It is answered, or its caller has gone. */
    void ended() {
        open--;
        if (open == 0) {
            forgetRequest();
        }
    }

    /** The request that is under way is a poll that was understood and answered: when it comes again, it means the same. */
    void remember(IncomingMessage poll) {
        if (open == 1 && requestIsWhole) {
            remembered = Optional.of(new Remembered(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(request)), poll));
            forgetRequest();
        }
    }

    private void forgetRequest() {
        request = Unpooled.EMPTY_BUFFER;
        requestIsWhole = false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && isAlone() && isRepeated(bytes)) {
            hold(bytes);
            if (heldBytes < remembered.orElseThrow().request().readableBytes() || answers(context)) {
                return;
            }
            passOnHeld(context);
        } else {
            passOnHeld(context);
            passOn(context, message);
        }
    }

    /** Whether an answer that is written here overtakes no other, and comes to a request and not to a part of one. */
    private boolean isAlone() {
        return !passedOn && open == 0 && bounds.between();
    }

    private boolean isRepeated(ByteBuf bytes) {
        return remembered.isPresent() && remembered.get().goesOn(heldBytes, bytes);
    }

    private boolean answers(ChannelHandlerContext context) {
        Optional<ByteBuf> answer = context.channel().isWritable()
                ? polls.answer(certificate, remembered.orElseThrow().message(), context.alloc())
                : Optional.empty();
        if (answer.isEmpty()) {
            return false;
        }
        release();
        idle.ifPresent(IdleStateHandler::resetReadTimeout);
        answered = true;
        var unused = context.write(answer.get(), context.voidPromise());
        return true;
    }

    private void passOn(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            if (bounds.between()) {
                request = isAlone() ? Unpooled.buffer(0, LONGEST) : Unpooled.EMPTY_BUFFER;
            }
            int length = bytes.readableBytes();
            boolean fits = length <= request.maxWritableBytes();
            request = fits ? request.writeBytes(bytes, bytes.readerIndex(), length) : Unpooled.EMPTY_BUFFER;
            requestIsWhole = bounds.take(bytes) && fits;
        }
        passedOn = true;
        context.fireChannelRead(message);
    }

    private void hold(ByteBuf bytes) {
        held.add(bytes);
        heldBytes += bytes.readableBytes();
    }

    private void passOnHeld(ChannelHandlerContext context) {
        while (!held.isEmpty()) {
            passOn(context, held.remove());
        }
        release();
    }

    private void release() {
        while (!held.isEmpty()) {
            ReferenceCountUtil.release(held.remove());
        }
        heldBytes = 0;
        patience.ifPresent(timer -> timer.cancel(false));
        patience = Optional.empty();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (answered) {
            answered = false;
            context.flush();
        }
        if (!held.isEmpty() && patience.isEmpty()) {
            patience = Optional.of(context.executor()
                    .schedule(() -> waitNoLonger(context), REST_WITHIN_MILLIS, TimeUnit.MILLISECONDS));
        }
        // What was written to what is passed on goes out by this at the latest: until then it would be overtaken.
        passedOn = false;
        context.fireChannelReadComplete();
    }

    private void waitNoLonger(ChannelHandlerContext context) {
        passOnHeld(context);
        passedOn = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }
}
