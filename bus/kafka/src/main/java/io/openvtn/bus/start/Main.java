package io.openvtn.bus.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts whichever service it is part of, once what that cannot start without is there. */
@QuarkusMain
public final class Main {

    Main() {}

    public static void main(String[] arguments) {
        if (Rehearsal.isWanted()) {
            Rehearsal.start(arguments);
            return;
        }
        BeforeStart.await();
        Quarkus.run(arguments);
    }
}
