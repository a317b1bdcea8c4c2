package io.openvtn.vtnapi.endpoint;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends a poll, and the next as soon as an answer is there. It does from time to time what VENs do as well, so that what is compiled
 * takes account of it: it sends a head and its body one after the other, and comes again over a new connection.
 */
final class WarmUpVen {

    private static final int FEWEST = 100;
    private static final int MOST = 500;
    private static final int IN_PARTS = 10;

    private static final String BODY = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"\
             xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110"><oadr:oadrSignedObject>\
            <oadr:oadrPoll ei:schemaVersion="2.0b"><ei:venID>%s</ei:venID></oadr:oadrPoll>\
            </oadr:oadrSignedObject></oadr:oadrPayload>""";
    private static final String HEAD = """
            POST /OpenADR2/Simple/2.0b/OadrPoll HTTP/1.1
            Host: localhost
            Content-Type: application/xml
            Content-Length: %d

            """;
    private static final byte[] END_OF_ANSWER = "oadrPayload>".getBytes(StandardCharsets.US_ASCII);

    private final NetClient client;
    private final String host;
    private final int port;
    private final Runnable answered;
    private final Buffer head;
    private final Buffer body;
    private final Buffer poll;
    private int left;

    /** @param answered is called for each answer */
    WarmUpVen(NetClient client, String host, int port, String venId, Runnable answered) {
        this.client = client;
        this.host = host;
        this.port = port;
        this.answered = answered;
        this.body = Buffer.buffer(BODY.formatted(venId));
        this.head = Buffer.buffer(HEAD.formatted(body.length()).replace("\n", "\r\n"));
        this.poll = Buffer.buffer().appendBuffer(head).appendBuffer(body);
    }

    /** Goes on until the client is closed. */
    void connect() {
        try {
            var unused = client.connect(port, host).onSuccess(this::poll);
        } catch (IllegalStateException e) {
            // the client was closed, which has closed this connection as well
        }
    }

    private void poll(NetSocket socket) {
        left = ThreadLocalRandom.current().nextInt(FEWEST, MOST);
        socket.closeHandler(closed -> connect());
        socket.handler(bytes -> {
            if (isEnd(bytes)) {
                answered.run();
                next(socket);
            }
        });
        next(socket);
    }

    private static boolean isEnd(Buffer bytes) {
        int at = bytes.length() - END_OF_ANSWER.length;
        for (int i = 0; i < END_OF_ANSWER.length; i++) {
            if (at < 0 || bytes.getByte(at + i) != END_OF_ANSWER[i]) {
                return false;
            }
        }
        return true;
    }

    private void next(NetSocket socket) {
        left--;
        if (left == 0) {
            var unused = socket.close();
        } else if (left % IN_PARTS == 0) {
            var unused = socket.write(head).compose(sent -> socket.write(body));
        } else {
            var unused = socket.write(poll);
        }
    }
}
