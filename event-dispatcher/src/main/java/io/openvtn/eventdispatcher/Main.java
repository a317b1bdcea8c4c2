package io.openvtn.eventdispatcher;

import io.openvtn.bus.database.DatabaseWait;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service once its database is there. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        DatabaseWait.untilReady();
        Quarkus.run(arguments);
    }
}
