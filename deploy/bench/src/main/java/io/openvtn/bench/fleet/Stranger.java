package io.openvtn.bench.fleet;

import java.util.Set;

/** A VEN whose certificate no VTN should take. It asks once. Used on the event loop alone. */
final class Stranger implements Line.Listener {

    /** What a proxy in front of the VTN says to a certificate that it refuses. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

    private final World world;
    private final String name;
    private final Line line;

    Stranger(World world, int number, String name) {
        this.world = world;
        this.name = name;
        this.line = new Line(world.network(), number, this);
    }

    void start() {
        line.ask(world.request(Messages.query("stranger")));
    }

    @Override
    public void answered(int status, byte[] body) {
        if (REFUSALS.contains(status)) {
            world.measurements().refusedStranger();
        } else {
            world.measurements().anomaly(Anomaly.ADMITTED_STRANGER, name, "HTTP " + status);
        }
        line.hangUp();
    }

    @Override
    public void refused(String why) {
        world.measurements().refusedStranger();
    }

    @Override
    public void broken(String why) {
        world.measurements().anomaly(Anomaly.UNDECIDED_STRANGER, name, why);
    }
}
