package io.openvtn.bench.fleet.ven;

import io.openvtn.bench.fleet.measurement.Anomaly;
import io.openvtn.bench.fleet.message.Messages;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A VEN whose certificate no VTN should take. It asks until it is let in or refused. Used on the event loop alone. */
public final class Stranger implements Line.Listener {

    /** What a proxy in front of the VTN says to a certificate that it refuses. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);

    private final World world;
    private final String name;
    private final Line line;
    private boolean decided;
    private String lastTime = "was never switched on";

    public Stranger(World world, int number, String name) {
        this.world = world;
        this.name = name;
        this.line = new Line(world.network(), number, this);
    }

    public void start() {
        if (!decided) {
            lastTime = "no answer yet";
            line.ask(world.request(Messages.query("stranger")));
        }
    }

    public void stop() {
        line.hangUp();
        if (!decided) {
            decided = true;
            world.measurements().anomaly(Anomaly.UNDECIDED_STRANGER, name, lastTime);
        }
    }

    @Override
    public void answered(int status, byte[] body) {
        decided = true;
        line.hangUp();
        if (REFUSALS.contains(status)) {
            world.measurements().refusedStranger();
        } else {
            world.measurements().anomaly(Anomaly.ADMITTED_STRANGER, name, "HTTP " + status);
        }
    }

    @Override
    public void refused(String why) {
        decided = true;
        world.measurements().refusedStranger();
    }

    @Override
    public void closed(String why) {
        refused(why);
    }

    @Override
    public void broken(String why) {
        lastTime = why;
        world.later(RETRY, this::start);
    }
}
