package io.openvtn.vtnapi;

import io.openvtn.bus.start.BeforeStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service once what it cannot start without is there. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        BeforeStart.await();
        Quarkus.run(arguments);
    }
}
