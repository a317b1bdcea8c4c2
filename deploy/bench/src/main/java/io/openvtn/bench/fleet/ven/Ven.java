package io.openvtn.bench.fleet.ven;

import io.openvtn.bench.fleet.measurement.Anomaly;
import io.openvtn.bench.fleet.message.Inspection;
import io.openvtn.bench.fleet.message.Kind;
import io.openvtn.bench.fleet.message.Message;
import io.openvtn.bench.fleet.message.OfferedEvent;
import io.openvtn.bench.fleet.message.Reply;
import io.openvtn.bench.fleet.message.ReplyReader;
import io.openvtn.bench.fleet.message.UnreadableReplyException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One simulated VEN. It starts as real ones do (query, create, register reports, request events, poll at once) and polls from
 * then on; whatever else it has to say goes out before its next poll. Used on the event loop alone.
 */
public final class Ven implements Line.Listener {

    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final int REFUSED = 403;

    private final World world;
    private final int number;
    private final String name;
    private final boolean silent;
    private final Voice voice;
    private final Line line;
    private final Deque<Message> outbox = new ArrayDeque<>();

    private Optional<Session> session = Optional.empty();
    private Optional<String> lastVenId = Optional.empty();
    private Optional<Asked> asked = Optional.empty();
    private Optional<Long> pollDue = Optional.empty();
    private long freeSince;
    private boolean joined;

    /**
     * A message under way.
     *
     * @param due when the VEN wanted to send it
     * @param sent when it did
     */
    private record Asked(Message message, long due, long sent) {}

    public Ven(World world, int number, String name) {
        this.world = world;
        this.number = number;
        this.name = name;
        var behaviour = world.behaviour();
        this.silent = world.random().nextDouble() < behaviour.answering().silentRate();
        double skew = 2 * world.random().nextDouble() - 1;
        this.voice = new Voice(behaviour, name, (long) (behaviour.clockSkew().toMillis() * skew));
        this.line = new Line(world.network(), number, this);
    }

    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    public boolean hasJoined() {
        return joined;
    }

    Optional<String> venId() {
        return session.map(Session::venId);
    }

    /** As the operator knows it: also while it restarts and does not know it itself. */
    public Optional<String> lastVenId() {
        return lastVenId;
    }

    /** Switches it on; it knows nothing but its certificate. */
    public void start() {
        stop();
        say(voice.query());
    }

    public void stop() {
        line.hangUp();
        session = Optional.empty();
        asked = Optional.empty();
        pollDue = Optional.empty();
        outbox.clear();
    }

    /** Gives up what has not been answered for too long. To be called every now and then. */
    public void lookAtTheClock(long now) {
        if (asked.filter(message -> now - message.sent() > PATIENCE).isPresent()) {
            var lost = take();
            line.hangUp();
            anomaly(
                    Anomaly.NO_ANSWER,
                    "%s, for %d s".formatted(lost.message().kind(), TimeUnit.NANOSECONDS.toSeconds(PATIENCE)));
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
        } else if (pollDue.isPresent() && session.isPresent()) {
            asked = Optional.of(new Asked(session.get().poll(), Math.max(pollDue.get(), freeSince), now));
            pollDue = Optional.empty();
            line.ask(session.get().pollRequest());
        }
    }

    @Override
    public void answered(int status, byte[] body) {
        Asked was = take();
        Kind kind = was.message().kind();
        if (isNotBoundYet(status, kind)) {
            failed(was);
        } else if (status != 200) {
            anomaly(
                    status == REFUSED ? Anomaly.REFUSED_REQUEST : Anomaly.HTTP_ERROR,
                    "HTTP %d to %s".formatted(status, kind));
            failed(was);
        } else if (kind == Kind.POLL
                && session.filter(current -> current.isNothing(body)).isPresent()) {
            polled(was);
        } else {
            read(was, body);
        }
        proceed();
    }

    /** A certificate takes a moment from cert-authority to vtn-api; whoever has joined is known. */
    private boolean isNotBoundYet(int status, Kind kind) {
        return status == REFUSED && kind == Kind.QUERY && !joined;
    }

    @Override
    public void refused(String why) {
        anomaly(Anomaly.REFUSED_HANDSHAKE, why);
        failed(take());
        proceed();
    }

    @Override
    public void closed(String why) {
        broken(why);
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
            var finding = Inspection.of(was.message(), reply, venId());
            if (finding.isPresent()) {
                anomaly(finding.get().anomaly(), finding.get().words());
                failed(was);
            } else {
                world.recording().answered(name(), was.message().kind(), body);
                understood(was, reply, body);
            }
        } catch (UnreadableReplyException e) {
            anomaly(Anomaly.INVALID_XML, String.valueOf(e.getMessage()));
            failed(was);
        }
    }

    private void understood(Asked was, Reply reply, byte[] body) {
        switch (was.message().kind()) {
            case QUERY -> outbox.add(voice.register());
            case REGISTER -> {
                var fresh = new Session(world, reply.venId().orElseThrow());
                session = Optional.of(fresh);
                lastVenId = Optional.of(fresh.venId());
                outbox.add(voice.registerReport(fresh.venId()));
            }
            case REGISTER_REPORT -> venId().ifPresent(id -> outbox.add(voice.requestEvent(id)));
            case REQUEST_EVENT ->
                session.ifPresent(current -> {
                    listed(current, reply);
                    join();
                });
            case POLL ->
                session.ifPresent(current -> {
                    polled(was);
                    brought(current, reply, body);
                });
            case CREATED_EVENT ->
                session.ifPresent(
                        current -> current.events().acknowledged(was.message().events()));
            case CREATED_REPORT -> {
                // the VTN has taken our answer
            }
        }
    }

    private void join() {
        pollDue = Optional.of(freeSince);
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
        session.ifPresent(current -> {
            long now = System.nanoTime();
            long due = Math.max(current.clock().next(now), now + pause);
            if (due <= now) {
                pollDue = Optional.of(now);
            } else {
                world.later(due - now, () -> within(current, () -> pollOrRestart(due)));
            }
        });
    }

    /** For what was planned in a session: a VEN that has restarted since knows nothing of it. */
    private void within(Session planned, Runnable task) {
        if (session.filter(current -> current == planned).isPresent()) {
            task.run();
        }
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
    private void brought(Session current, Reply reply, byte[] body) {
        switch (reply.rootElement()) {
            case "oadrResponse" -> current.nothing(body);
            case "oadrDistributeEvent" -> {
                if (current.events().isRepetition(reply.events())) {
                    anomaly(
                            Anomaly.REPEATED_EVENT,
                            "%s again".formatted(reply.events().get(0).eventId()));
                }
                listed(current, reply);
            }
            case "oadrCreateReport" -> outbox.add(voice.createdReport(reply, current.venId()));
            case "oadrRequestReregistration" -> outbox.add(voice.register());
            default -> {
                // nothing that this VEN acts on
            }
        }
    }

    private void listed(Session current, Reply reply) {
        world.watch().listed(number, name, reply.events(), freeSince);
        for (OfferedEvent event : current.events().olderOnes(reply.events())) {
            anomaly(
                    Anomaly.WRONG_MODIFICATION,
                    "%s again in the older modification %d".formatted(event.eventId(), event.modificationNumber()));
        }
        var open = current.events().take(reply.events(), freeSince);
        if (open.isEmpty() || silent) {
            return;
        }
        var answering = world.behaviour().answering();
        boolean optIn = world.random().nextDouble() < answering.optInRate();
        var answer = voice.createdEvent(reply, open, optIn, current.venId());
        if (answering.delay().isZero()) {
            outbox.add(answer);
        } else {
            world.later(answering.delay().toNanos(), () -> within(current, () -> say(answer)));
        }
    }

    /** What has failed is tried again: a part of the start soon, a poll when the next one is due, an answer when asked again. */
    private void failed(Asked was) {
        switch (was.message().kind()) {
            case POLL -> schedulePoll(RETRY);
            case CREATED_EVENT ->
                session.ifPresent(
                        current -> current.events().unanswered(was.message().events()));
            case CREATED_REPORT -> {
                // the VTN asks again
            }
            default -> {
                var now = session;
                world.later(RETRY, () -> {
                    if (session.equals(now) && asked.isEmpty()) {
                        say(was.message());
                    }
                });
            }
        }
    }

    private void anomaly(Anomaly anomaly, String words) {
        world.measurements().anomaly(anomaly, name, words);
    }
}
