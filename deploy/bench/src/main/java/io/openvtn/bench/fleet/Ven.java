package io.openvtn.bench.fleet;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One simulated VEN. It starts as real ones do (query, create, register reports, request events, poll at once) and polls from
 * then on; whatever else it has to say goes out before its next poll. Used on the event loop alone.
 */
final class Ven implements Line.Listener {

    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final String NOT_AUTHORISED = "463";

    private final World world;
    private final int number;
    private final String name;
    private final boolean silent;
    private final long skewMillis;
    private final Line line;
    private final EventMemory events = new EventMemory();
    private final Deque<Message> outbox = new ArrayDeque<>();

    private Optional<Asked> asked = Optional.empty();
    private Optional<String> venId = Optional.empty();
    private Optional<PollClock> clock = Optional.empty();
    private Optional<Long> pollDue = Optional.empty();
    private Message poll = Messages.poll("");
    private byte[] pollRequest = {};
    private byte[] nothingWaits = {};
    private long freeSince;
    private long requests;
    private boolean joined;

    /**
     * A message under way.
     *
     * @param due when the VEN wanted to send it
     * @param sent when it did
     */
    private record Asked(Message message, long due, long sent) {}

    Ven(World world, int number, String name) {
        this.world = world;
        this.number = number;
        this.name = name;
        var behaviour = world.behaviour();
        this.silent = world.random().nextDouble() < behaviour.answering().silentRate();
        this.skewMillis =
                (long) (behaviour.clockSkew().toMillis() * (2 * world.random().nextDouble() - 1));
        this.line = new Line(world.network(), number, this);
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    boolean hasJoined() {
        return joined;
    }

    Optional<String> venId() {
        return venId;
    }

    /** Switches it on; it knows nothing but its certificate. */
    void start() {
        line.hangUp();
        asked = Optional.empty();
        venId = Optional.empty();
        clock = Optional.empty();
        pollDue = Optional.empty();
        nothingWaits = new byte[0];
        outbox.clear();
        events.forget();
        say(Messages.query(nextRequestId()));
    }

    void stop() {
        asked = Optional.empty();
        outbox.clear();
        pollDue = Optional.empty();
        line.hangUp();
    }

    /** Gives up what has not been answered for too long. To be called every now and then. */
    void lookAtTheClock(long now) {
        if (asked.filter(message -> now - message.sent() > PATIENCE).isPresent()) {
            var lost = take();
            line.hangUp();
            anomaly(Anomaly.NO_ANSWER, "%s, for %d s".formatted(lost.message().kind(), PATIENCE / 1_000_000_000));
            failed(lost);
        }
    }

    private void say(Message message) {
        outbox.add(message);
        proceed();
    }

    /** Sends the next message, if the line is free and there is one. */
    private void proceed() {
        if (asked.isPresent()) {
            return;
        }
        Message next = outbox.poll();
        long now = System.nanoTime();
        if (next != null) {
            asked = Optional.of(new Asked(next, now, now));
            line.ask(world.request(next));
        } else if (pollDue.isPresent()) {
            asked = Optional.of(new Asked(poll, Math.max(pollDue.get(), freeSince), now));
            pollDue = Optional.empty();
            line.ask(pollRequest);
        }
    }

    @Override
    public void answered(int status, byte[] body) {
        Asked was = take();
        if (status != 200) {
            anomaly(
                    Anomaly.HTTP_ERROR,
                    "HTTP %d to %s".formatted(status, was.message().kind()));
            failed(was);
        } else if (was.message().kind() == Kind.POLL && Arrays.equals(body, nothingWaits)) {
            polled(was);
        } else {
            read(was, body);
        }
        proceed();
    }

    @Override
    public void refused(String why) {
        anomaly(Anomaly.REFUSED_HANDSHAKE, why);
        failed(take());
        proceed();
    }

    @Override
    public void broken(String why) {
        anomaly(Anomaly.BROKEN_CONNECTION, why);
        failed(take());
        proceed();
    }

    private Asked take() {
        Asked was = asked.orElseThrow();
        asked = Optional.empty();
        freeSince = System.nanoTime();
        return was;
    }

    private void read(Asked was, byte[] body) {
        try {
            Reply reply = ReplyReader.read(body);
            if (isNotKnownYet(was, reply)) {
                failed(was);
                return;
            }
            var finding = Inspection.of(was.message(), reply, venId);
            if (finding.isPresent()) {
                anomaly(finding.get().anomaly(), finding.get().words());
                failed(was);
                return;
            }
            if (was.message().kind() == Kind.POLL && reply.rootElement().equals("oadrResponse")) {
                nothingWaits = body;
            }
            understood(was, reply);
        } catch (UnreadableReplyException e) {
            anomaly(Anomaly.INVALID_XML, e.getMessage());
            failed(was);
        }
    }

    /** A certificate takes a moment from cert-authority to vtn-api; a VEN that was there before is known. */
    private boolean isNotKnownYet(Asked was, Reply reply) {
        return !joined && was.message().kind() == Kind.QUERY && reply.code().equals(Optional.of(NOT_AUTHORISED));
    }

    private void understood(Asked was, Reply reply) {
        switch (was.message().kind()) {
            case QUERY -> outbox.add(Messages.register(nextRequestId(), name));
            case REGISTER -> registered(reply.venId().orElseThrow());
            case REGISTER_REPORT -> outbox.add(Messages.requestEvent(nextRequestId(), venId.orElseThrow()));
            case REQUEST_EVENT -> {
                listed(reply);
                polling();
            }
            case POLL -> {
                polled(was);
                brought(reply);
            }
            default -> {
                // the VTN has taken our answer
            }
        }
    }

    private void registered(String id) {
        venId = Optional.of(id);
        poll = Messages.poll(id);
        pollRequest = world.request(poll);
        outbox.add(
                world.behaviour().reports()
                        ? Messages.registerTelemetry(
                                nextRequestId(), id, Instant.ofEpochMilli(System.currentTimeMillis() + skewMillis))
                        : Messages.registerNoReports(nextRequestId(), id));
    }

    private void polling() {
        long now = System.nanoTime();
        clock = Optional.of(new PollClock(world.behaviour().polling(), world.random(), now));
        pollDue = Optional.of(now);
        if (!joined) {
            joined = true;
            world.measurements().joined();
        }
    }

    private void polled(Asked was) {
        world.measurements().poll(freeSince - was.due(), was.sent() - was.due());
        schedulePoll(0);
    }

    private void schedulePoll(long pause) {
        if (clock.isEmpty()) {
            return;
        }
        PollClock mine = clock.get();
        long now = System.nanoTime();
        long due = Math.max(mine.next(now), now + pause);
        if (due <= now) {
            pollDue = Optional.of(now);
            return;
        }
        world.later(due - now, () -> {
            if (clock.filter(current -> current == mine).isPresent()) {
                pollOrRestart(due);
            }
        });
    }

    private void pollOrRestart(long due) {
        var behaviour = world.behaviour();
        double share = behaviour.restartRate() * behaviour.polling().period().toMillis() / 60_000;
        if (share > 0 && world.random().nextDouble() < share) {
            start();
        } else {
            pollDue = Optional.of(due);
            proceed();
        }
    }

    /** What came with a poll. */
    private void brought(Reply reply) {
        switch (reply.rootElement()) {
            case "oadrDistributeEvent" -> listed(reply);
            case "oadrCreateReport" ->
                outbox.add(Messages.createdReport(
                        reply.ownRequestId().orElse(""), reply.reportRequests(), venId.orElseThrow()));
            case "oadrRequestReregistration" -> outbox.add(Messages.register(nextRequestId(), name));
            default -> {
                // nothing waits, or nothing that this VEN acts on
            }
        }
    }

    private void listed(Reply reply) {
        world.watch().listed(this, reply.events(), freeSince);
        events.olderOnes(reply.events())
                .forEach(event -> anomaly(
                        Anomaly.WRONG_MODIFICATION,
                        "%s again in the older modification %d"
                                .formatted(event.eventId(), event.modificationNumber())));
        var open = events.take(reply.events());
        if (open.isEmpty() || silent) {
            return;
        }
        var answering = world.behaviour().answering();
        boolean optIn = world.random().nextDouble() < answering.optInRate();
        String id = venId.orElseThrow();
        var answer = Messages.createdEvent(reply.ownRequestId().orElse(""), open, optIn, id);
        if (answering.delay().isZero()) {
            outbox.add(answer);
        } else {
            world.later(answering.delay().toNanos(), () -> sayAs(id, answer));
        }
    }

    /** Says it, unless the VEN has restarted and knows nothing of it any more. */
    private void sayAs(String id, Message message) {
        if (venId.equals(Optional.of(id))) {
            say(message);
        }
    }

    /** What has failed is tried again: a part of the start soon, a poll when the next one is due, an answer when asked again. */
    private void failed(Asked was) {
        switch (was.message().kind()) {
            case POLL -> schedulePoll(RETRY);
            case CREATED_EVENT -> events.unanswered(was.message().events());
            case CREATED_REPORT -> {
                // the VTN asks again
            }
            default ->
                world.later(RETRY, () -> {
                    if (clock.isEmpty() && asked.isEmpty()) {
                        say(was.message());
                    }
                });
        }
    }

    private void anomaly(Anomaly anomaly, String words) {
        world.measurements().anomaly(anomaly, name, words);
    }

    private String nextRequestId() {
        return "r" + ++requests;
    }
}
