package io.openvtn.vtnapi.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.openvtn.vtnapi.message.ResponseCode;
import io.openvtn.vtnapi.message.VtnReply;
import io.openvtn.vtnapi.wire.WireCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes what VENs get. Whatever it is, it has an XML body and a Content-Length: some VENs stop for good on an empty one and
 * cannot read a chunked one. Thread safe.
 */
@ApplicationScoped
class Replies {

    private static final String CLOSE = "close";
    private static final String XML = "application/xml; charset=UTF-8";

    private static final byte[] HEAD = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: "
            .formatted(XML)
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final WireCodec codec;
    private final MeterRegistry meters;
    private final Exchanges exchanges;
    private final Map<String, Map<ResponseCode, Counter>> counters = new ConcurrentHashMap<>();

    Replies(WireCodec codec, MeterRegistry meters, Exchanges exchanges) {
        this.codec = codec;
        this.meters = meters;
        this.exchanges = exchanges;
    }

    /** A reply of the protocol, which travels in HTTP 200 whatever its code. */
    void write(Exchange exchange, byte[] reply) {
        write(exchange, 200, reply);
    }

    /** A reply of the protocol to a caller whose connection stays, with its head, as {@link #write} lets Vert.x write it. */
    ByteBuf whole(byte[] reply, ByteBufAllocator buffers) {
        ByteBuf whole = buffers.directBuffer(HEAD.length + 16 + reply.length).writeBytes(HEAD);
        ByteBufUtil.writeAscii(whole, Integer.toString(reply.length));
        return whole.writeBytes(END_OF_HEAD).writeBytes(reply);
    }

    void transportError(Exchange exchange, int status, String description) {
        transportError(exchange, status, codeOf(status), description);
    }

    /** The code that an HTTP error's oadrResponse has, but for one that says who may not speak. */
    static ResponseCode codeOf(int status) {
        return status >= 500 ? ResponseCode.DEPLOYMENT_ERROR : ResponseCode.INVALID_DATA;
    }

    /** HTTP errors are for the transport; even they carry an oadrResponse. */
    void transportError(Exchange exchange, int status, ResponseCode code, String description) {
        count("http" + status, code);
        write(exchange, status, codec.write(new VtnReply.Response(code, description, "", Optional.empty()), false));
    }

    /** An HTTP error that passes: the VEN is to send the message again, after so many seconds. */
    void later(Exchange exchange, int status, int seconds, String description) {
        exchange.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        transportError(exchange, status, description);
    }

    /** To what Netty could not read as HTTP, or not within its limits; the connection ends with it. */
    void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = 400;
        if (cause instanceof TooLongHttpLineException) {
            status = 414;
        } else if (cause instanceof TooLongHttpHeaderException) {
            status = 431;
        }
        count("http" + status, ResponseCode.INVALID_DATA);
        byte[] body = codec.write(
                new VtnReply.Response(
                        ResponseCode.INVALID_DATA,
                        status == 400 ? "that is no HTTP" : "the head of the request is too long",
                        "",
                        Optional.empty()),
                false);
        request.response().putHeader(HttpHeaders.CONNECTION, CLOSE);
        write(request, status, body);
    }

    void count(String message, ResponseCode code) {
        Map<ResponseCode, Counter> known = counters.get(message);
        Counter counter = known == null ? null : known.get(code);
        (counter == null ? counter(message, code) : counter).increment();
    }

    /** Finding a meter by its name and tags costs more than all the rest of a poll. */
    private Counter counter(String message, ResponseCode code) {
        return counters.computeIfAbsent(message, first -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        code,
                        first -> meters.counter(
                                "openvtn.messages", "message", message, "code", Integer.toString(code.number())));
    }

    private void write(Exchange exchange, int status, byte[] body) {
        write(exchange.request(), status, body);
    }

    private void write(HttpServerRequest request, int status, byte[] body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", XML)
                .putHeader("Content-Length", Integer.toString(body.length));
        boolean last = exchanges.isEnding()
                || status != 200 && response.headers().contains(HttpHeaders.CONNECTION, CLOSE, true);
        if (last) {
            response.putHeader(HttpHeaders.CONNECTION, CLOSE);
        }
        var sent = response.end(Buffer.buffer(body));
        if (last) {
            sent.onComplete(done -> request.connection().close());
        }
    }
}
