package io.openvtn.bench.reconnect;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Lets a crowd in, event by event. A VEN whose connection finds no place tries again as its operating system does, after 1, 2, 4 … s,
 * until its patience ends; whoever has a place is served in turn, unless it has given up by then, which costs nothing: vtn-api begins no
 * handshake before it is its turn.
 */
final class Simulation {

    private static final double FIRST_RETRY = 1;

    private final Crowd crowd;
    private final SplittableRandom random;
    private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingDouble(Step::at));
    private final Queue<Attempt> waiting = new ArrayDeque<>();
    private final double[] answered;
    private int served;
    private long givenUp;
    private double busyUntil;
    private double busy;

    private Simulation(Crowd crowd, long seed) {
        this.crowd = crowd;
        this.random = new SplittableRandom(seed);
        this.answered = new double[crowd.vens()];
    }

    /** What happens at a time. */
    private record Step(double at, Runnable what) {}

    /** A VEN's connection, from its first packet on. */
    private static final class Attempt {

        private final double until;
        private double retry = FIRST_RETRY;
        private boolean over;

        private Attempt(double until) {
            this.until = until;
        }
    }

    static Recovery of(Crowd crowd, long seed) {
        return new Simulation(crowd, seed).run();
    }

    private Recovery run() {
        for (int ven = 0; ven < crowd.vens(); ven++) {
            begin(crowd.within() * ven / crowd.vens());
        }
        while (served < crowd.vens()) {
            serveUntil(steps.isEmpty() ? Double.POSITIVE_INFINITY : steps.peek().at());
            if (!steps.isEmpty()) {
                steps.remove().what().run();
            }
        }
        double all = answered[served - 1];
        return new Recovery(quantile(0.5), quantile(0.99), all, givenUp, busy / all);
    }

    private void begin(double at) {
        var attempt = new Attempt(at + crowd.patience());
        steps.add(new Step(at, () -> arrive(attempt, at)));
        steps.add(new Step(attempt.until, () -> endPatience(attempt)));
    }

    private void arrive(Attempt attempt, double now) {
        if (attempt.over) {
            return;
        }
        if (waiting.size() < crowd.queue()) {
            if (waiting.isEmpty()) {
                busyUntil = Math.max(busyUntil, now);
            }
            waiting.add(attempt);
        } else {
            double again = now + attempt.retry;
            attempt.retry *= 2;
            steps.add(new Step(again, () -> arrive(attempt, again)));
        }
    }

    private void endPatience(Attempt attempt) {
        if (!attempt.over) {
            attempt.over = true;
            givenUp++;
            begin(attempt.until + crowd.pause() * random.nextDouble(0.5, 1.5));
        }
    }

    /** Those that wait, in turn, as far as the cores get by then. */
    private void serveUntil(double now) {
        double each = 1 / crowd.perSecond();
        while (!waiting.isEmpty() && (waiting.element().over || busyUntil + each <= now)) {
            Attempt next = waiting.remove();
            if (!next.over) {
                next.over = true;
                busyUntil += each;
                busy += each;
                answered[served] = busyUntil;
                served++;
            }
        }
    }

    private double quantile(double part) {
        return answered[(int) Math.ceil(part * crowd.vens()) - 1];
    }
}
