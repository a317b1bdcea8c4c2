package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.message.VenRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Polls that are written as one that was read before, but for the venID: a fleet has few kinds of clients, and each writes the same
 * poll again and again. So it takes any way of writing one, and what it makes of it is what the full reader has made of it: there
 * are no rules of its own. Thread safe; finding one takes no lock.
 */
final class KnownPolls {

    private static final int MOST = 16;
    private static final int LONGEST = 4 * 1_024;
    private static final long BETWEEN_LESSONS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Another reading of a poll, before it is known that it can be read so. */
    interface FullReading {
        IncomingMessage read(byte[] body, Optional<String> charset)
                throws UnreadableMessageException, InvalidMessageException;
    }

    private final FullReading reading;
    private final AtomicLong nextLesson = new AtomicLong(System.nanoTime());
    private volatile Shape[] shapes = {};

    KnownPolls(FullReading reading) {
        this.reading = reading;
    }

    /** How a client writes its polls. */
    private static final class Shape {

        private final byte[] before;
        private final byte[] after;
        private final Optional<String> charset;
        private final boolean enveloped;
        /** Roughly: no VEN's answer depends on it, so that nobody waits to count. */
        private int hits = 1;

        Shape(byte[] before, byte[] after, Optional<String> charset, boolean enveloped) {
            this.before = before;
            this.after = after;
            this.charset = charset;
            this.enveloped = enveloped;
        }

        boolean fits(byte[] body, Optional<String> saidCharset) {
            int end = body.length - after.length;
            return end > before.length
                    && Arrays.equals(before, 0, before.length, body, 0, before.length)
                    && Arrays.equals(after, 0, after.length, body, end, body.length)
                    && PlainId.isOne(body, before.length, end)
                    && charset.equals(saidCharset);
        }

        IncomingMessage with(byte[] body) {
            hits++;
            int length = body.length - before.length - after.length;
            String venId = new String(body, before.length, length, StandardCharsets.US_ASCII);
            return new IncomingMessage(new VenRequest.Poll(Optional.of(venId)), enveloped);
        }

        byte[] with(String venId) {
            return PlainId.between(before, venId, after);
        }
    }

    /** Empty if it is none, or none that is known. */
    Optional<IncomingMessage> find(byte[] body, Optional<String> charset) {
        for (Shape shape : shapes) {
            if (shape.fits(body, charset)) {
                return Optional.of(shape.with(body));
            }
        }
        return Optional.empty();
    }

    /**
     * Takes note of how a message is written, if it is a poll whose venID stands in it once and plainly. So many times a second at most: each
     * has another one read, with another venID.
     *
     * @param message what the full reader has made of it
     */
    void learn(byte[] body, Optional<String> charset, IncomingMessage message) {
        if (body.length > LONGEST || !(message.request() instanceof VenRequest.Poll poll)) {
            return;
        }
        poll.venId()
                .filter(PlainId::isOne)
                .flatMap(venId -> shape(body, charset, venId, message.enveloped()))
                .filter(shape -> mayLearn() && holds(shape))
                .ifPresent(this::add);
    }

    private static Optional<Shape> shape(byte[] body, Optional<String> charset, String venId, boolean enveloped) {
        // Each byte is a letter, so that places in one are places in the other.
        String letters = new String(body, StandardCharsets.ISO_8859_1);
        int at = letters.indexOf(venId);
        if (at < 0 || letters.indexOf(venId, at + 1) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Shape(
                Arrays.copyOf(body, at),
                Arrays.copyOfRange(body, at + venId.length(), body.length),
                charset,
                enveloped));
    }

    private boolean mayLearn() {
        long due = nextLesson.get();
        long now = System.nanoTime();
        return now - due >= 0 && nextLesson.compareAndSet(due, now + BETWEEN_LESSONS);
    }

    /** With a venID that nobody could foresee, what comes out is a poll of that one. */
    private boolean holds(Shape shape) {
        String venId = PlainId.unforeseeable();
        try {
            var expected = new IncomingMessage(new VenRequest.Poll(Optional.of(venId)), shape.enveloped);
            return reading.read(shape.with(venId), shape.charset).equals(expected);
        } catch (UnreadableMessageException | InvalidMessageException e) {
            return false;
        }
    }

    /** In the place of the one that was of the least use, if there are many; of equals the one that has been there for longest. */
    private synchronized void add(Shape shape) {
        Shape[] known = mostUsedFirst(shapes.clone());
        Shape[] more = new Shape[Math.min(known.length + 1, MOST)];
        more[0] = shape;
        System.arraycopy(known, 0, more, 1, more.length - 1);
        for (Shape one : known) {
            one.hits /= 2;
        }
        shapes = mostUsedFirst(more);
    }

    private static Shape[] mostUsedFirst(Shape[] some) {
        Arrays.sort(some, Comparator.comparingInt((Shape one) -> one.hits).reversed());
        return some;
    }
}
