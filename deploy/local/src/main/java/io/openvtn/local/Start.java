package io.openvtn.local;

import io.openvtn.local.process.Leftovers;
import io.openvtn.local.process.Progress;
import io.openvtn.local.process.SuiteException;
import io.openvtn.local.settings.Options;
import io.openvtn.local.settings.Secrets;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The main class behind {@code deploy/local/start}. */
final class Start {

    // Held, because the JDK forgets the level of a logger that nobody holds.
    private static final Logger LIBRARIES = Logger.getLogger("");
    private static final Logger POSTGRES_STARTER = Logger.getLogger("io.zonky");

    private Start() {}

    /**
     * Runs the suite until it is told to stop. Exit code 1: it could not start, and nothing of it is left running.
     *
     * @param arguments see {@link Options#of}
     */
    public static void main(String[] arguments) throws InterruptedException {
        // What Kafka's client and the PostgreSQL starter tell of themselves would bury our own lines.
        LIBRARIES.setLevel(Level.SEVERE);
        POSTGRES_STARTER.setLevel(Level.OFF);
        var options = Options.of(arguments);
        var progress = new Progress(System.out, options.colours());
        try {
            run(options, progress);
        } catch (SuiteException | IOException e) {
            System.err.println("start: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            System.exit(1);
        }
    }

    private static void run(Options options, Progress progress) throws IOException, InterruptedException {
        var data = options.data();
        if (new Leftovers(data, options.repository()).end()) {
            progress.warn("ended what an earlier run has left behind");
        }
        options.ports().taken().ifPresent(words -> {
            if (options.ephemeral()) {
                data.delete();
            }
            throw new SuiteException(words);
        });
        data.create();
        data.writePid("suite", ProcessHandle.current().pid());
        var secrets = Secrets.of(data.root());
        var suite = new Suite(options, secrets, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(suite, options, progress), "stop"));
        try {
            suite.start();
            progress.ready("OpenVTN is ready");
            System.out.println(new Greeting(suite, options, secrets).text());
            suite.watch();
        } catch (SuiteException | IOException e) {
            if (!suite.isStopping()) {
                throw e;
            }
            // Told to stop in the middle of something: that it failed is no news.
        }
    }

    private static void end(Suite suite, Options options, Progress progress) {
        progress.step("stopping");
        try {
            suite.stop();
        } catch (Exception e) {
            // The JVM is on its way out: nobody is left to handle it, somebody may read it.
            System.err.println("start: not everything ended cleanly: " + e);
        }
        options.data().removePid("suite");
        if (options.ephemeral()) {
            options.data().delete();
        }
        progress.step("stopped");
    }
}
