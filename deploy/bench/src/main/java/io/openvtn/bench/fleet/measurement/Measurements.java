package io.openvtn.bench.fleet.measurement;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the VENs have met. Times in nanoseconds. Used on the event loop alone. */
public final class Measurements {

    /** A thousandth of a value is as exact as anybody needs it. */
    private static final int DIGITS = 3;

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private final Histogram polls = histogram();
    private final Histogram handshakes = histogram();
    private final Histogram lag = histogram();
    private final Tally tally = new Tally();
    private int joined;
    private int refusedStrangers;
    private boolean measuring;

    private static Histogram histogram() {
        return new Histogram(LONGEST, DIGITS);
    }

    /** From now on polls are measured: the fleet has come up. */
    public void begin() {
        measuring = true;
        handshakes.reset();
    }

    public void end() {
        measuring = false;
    }

    /**
     * A poll was answered.
     *
     * @param taken since it was due, so that a simulator or a VTN that falls behind cannot hide it
     * @param late how much of that passed before the simulator sent it
     */
    public void poll(long taken, long late) {
        if (measuring) {
            polls.recordValue(Math.min(taken, LONGEST));
            lag.recordValue(Math.min(late, LONGEST));
        }
    }

    /** A connection is there, TCP and TLS. */
    public void handshake(long taken) {
        handshakes.recordValue(Math.min(taken, LONGEST));
    }

    public void joined() {
        joined++;
    }

    public void refusedStranger() {
        refusedStrangers++;
    }

    public void anomaly(Anomaly anomaly, String venName, String words) {
        tally.add(anomaly, venName + ": " + words);
    }

    public int joinedVens() {
        return joined;
    }

    public int strangersRefused() {
        return refusedStrangers;
    }

    public Tally tally() {
        return tally;
    }

    public Percentiles polls() {
        return Percentiles.of(polls);
    }

    public Percentiles handshakes() {
        return Percentiles.of(handshakes);
    }

    public Percentiles lag() {
        return Percentiles.of(lag);
    }
}
